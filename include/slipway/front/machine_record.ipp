#pragma once

#include <algorithm>
#include <boost/json/value.hpp>
#include <cstdint>

#include <slipway/core/clean.hpp>
#include <slipway/core/suggest.hpp>
#include <slipway/front/json_lines.hpp>
#include <slipway/front/machine_record.hpp>

namespace slipway::front {
namespace detail {

using boost::json::value;

/// Reads one text, and collects what is wrong with it.
class record_reader {
 public:
  record_reader(std::string_view text, const std::string& where, const data_type& wanted)
      : where_(where), wanted_(wanted), lines_(json_lines(text)) {}

  machine_records read(const value& document) {
    const auto* list = &document;
    std::string path;
    if (const auto* o = document.if_object(); o != nullptr && o->contains("machines")) {
      list = &o->at("machines");
      path = "/machines";
    }
    if (!list->is_array()) {
      fault(path, "there must be a list of machines, or an object with such a list as \"machines\"");
      return std::move(made_);
    }
    for (std::size_t i = 0; i != list->as_array().size(); ++i) record(list->as_array()[i], path + "/" + std::to_string(i));
    return std::move(made_);
  }

 private:
  void fault(const std::string& path, const std::string& what) {
    const auto line = lines_.find(path);
    made_.faults.push_back(where_ + ":" + std::to_string(line == lines_.end() ? 1 : line->second) + ": " + clean(what));
  }

  void record(const value& v, const std::string& path) {
    const auto* o = v.if_object();
    if (o == nullptr) return fault(path, "a machine must be an object");
    machine_record m;
    if (const auto line = lines_.find(path); line != lines_.end()) m.line = line->second;
    const auto* name = o->if_contains("name");
    if (name != nullptr && name->is_string()) m.name = name->as_string();
    who_ = m.name.empty() ? "this machine" : "'" + m.name + "'";
    if (name == nullptr) fault(path, "this machine has no name: add \"name\", a text");
    for (const auto& [key, member] : *o) field(m, std::string(key), member, path + "/" + std::string(key));
    if (!o->contains("data")) data(m, boost::json::object(), path);
    made_.all.push_back(std::move(m));
  }

  void field(machine_record& m, const std::string& key, const value& v, const std::string& path) {
    if (key == "name") (void)text(key, v, path);
    else if (key == "address") m.reached.address = text(key, v, path);
    else if (key == "user") m.reached.user = text(key, v, path);
    else if (key == "identity") m.reached.identity = text(key, v, path);
    else if (key == "known_hosts") m.reached.known_hosts = text(key, v, path);
    else if (key == "port") m.reached.port = port(v, path);
    else if (key == "tags") tags(m, v, path);
    else if (key == "data" && v.is_object()) data(m, v.as_object(), path);
    else if (key == "data") wrong("data", "an object", v, path);
    else
      fault(path, "'" + key + "' of " + who_ +
                      " is not known; there are name, address, port, user, identity, known_hosts, tags and data");
  }

  void wrong(const std::string& key, const std::string& expected, const value& v, const std::string& path) {
    fault(path, "'" + key + "' of " + who_ + " must be " + expected + ", and is " + words_of(v));
  }

  static std::string words_of(const value& v) {
    switch (v.kind()) {
      case boost::json::kind::null: return "null";
      case boost::json::kind::object: return "an object";
      case boost::json::kind::array: return "a list";
      case boost::json::kind::string: return v.as_string().empty() ? "empty" : "the text '" + std::string(v.as_string()) + "'";
      case boost::json::kind::bool_: return v.as_bool() ? "true" : "false";
      case boost::json::kind::double_: return "a number with a point, or too large";
      case boost::json::kind::int64: return "the number " + std::to_string(v.as_int64());
      case boost::json::kind::uint64: return "the number " + std::to_string(v.as_uint64());
    }
    return "something else";
  }

  std::optional<std::string> text(const std::string& key, const value& v, const std::string& path) {
    if (!v.is_string() || v.as_string().empty()) {
      wrong(key, "a text", v, path);
      return std::nullopt;
    }
    if (clean(v.as_string()) != std::string(v.as_string())) {
      fault(path, "'" + key + "' of " + who_ + " holds characters that are not printed");
      return std::nullopt;
    }
    return std::string(v.as_string());
  }

  std::optional<unsigned> port(const value& v, const std::string& path) {
    if (v.is_int64() && v.as_int64() >= 1 && v.as_int64() <= 65535) return static_cast<unsigned>(v.as_int64());
    wrong("port", "a number from 1 to 65535", v, path);
    return std::nullopt;
  }

  void tags(machine_record& m, const value& v, const std::string& path) {
    if (!v.is_array()) return wrong("tags", "a list of texts", v, path);
    for (std::size_t i = 0; i != v.as_array().size(); ++i)
      if (auto tag = text("tags", v.as_array()[i], path + "/" + std::to_string(i))) m.tags.push_back(std::move(*tag));
  }

  void data(machine_record& m, const boost::json::object& o, const std::string& path) {
    std::vector<std::string> names;
    for (const auto& f : wanted_.fields) names.emplace_back(f.name);
    for (const auto& [key, member] : o) {
      if (std::ranges::find(names, key) != names.end()) continue;
      const auto near = suggest(key, names);
      fault(path + "/" + std::string(key), "the data of " + who_ + " has no field '" + std::string(key) + "'" +
                                               (near.empty() ? "" : "; did you mean '" + near.front() + "'?"));
    }
    for (const auto& f : wanted_.fields) {
      auto& to = m.data.emplace_back();
      const auto* found = o.if_contains(f.name);
      if (found != nullptr && !(f.optional && found->is_null())) take(f, *found, path + "/" + std::string(f.name), to);
      else if (!f.optional) fault(path, "the data of " + who_ + " lacks '" + std::string(f.name) + "', " + expected_words(f));
    }
  }

  void take(const data_field& f, const value& v, const std::string& path, record_data& to) {
    const auto add = [&](const value& one, const std::string& at) {
      field_value read;
      if (!fits(f, one)) return wrong(std::string(f.name), expected_words(f), one, at);
      if (f.type == field_type::number) read.number = one.as_int64();
      if (f.type == field_type::boolean) read.boolean = one.as_bool();
      if (f.type == field_type::text) to.texts.emplace_back(one.as_string());
      to.values.push_back(read);
    };
    if (!f.list) return add(v, path);
    if (!v.is_array()) return wrong(std::string(f.name), expected_words(f), v, path);
    for (std::size_t i = 0; i != v.as_array().size(); ++i) add(v.as_array()[i], path + "/" + std::to_string(i));
  }

  static bool fits(const data_field& f, const value& v) {
    switch (f.type) {
      case field_type::text: return v.is_string();
      case field_type::boolean: return v.is_bool();
      case field_type::number: return v.is_int64() && v.as_int64() >= f.least && v.as_int64() <= f.most;
    }
    return false;
  }

  std::string where_, who_;
  const data_type& wanted_;
  std::map<std::string, std::size_t, std::less<>> lines_;
  machine_records made_;
};

}  // namespace detail

SLIPWAY_DECL std::string expected_words(const data_field& f) {
  const std::string one = f.type == field_type::text      ? "a text"
                          : f.type == field_type::boolean ? "true or false"
                          : f.most == INT64_MAX && f.least == INT64_MIN
                              ? "a whole number"
                              : "a number from " + std::to_string(f.least) + " to " + std::to_string(f.most);
  if (!f.list) return one;
  return "a list, each of it " + one;
}

SLIPWAY_DECL machine_records records_of_json(std::string_view text, const std::string& where, const data_type& wanted) {
  machine_records failed;
  try {
    const auto document = parse_json(text);
    return detail::record_reader(text, where, wanted).read(document);
  } catch (const std::exception& e) {
    failed.faults.push_back(where + ":" + clean(e.what()));
  }
  return failed;
}

}  // namespace slipway::front
