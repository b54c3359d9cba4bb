#pragma once

#include <fmt/format.h>

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/core/suggest.hpp>
#include <slipway/facts/catalogue.hpp>
#include <slipway/front/fact_request.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway::front {
namespace detail {

using family_function = const fact_family& (*)();

/// Whether a fact is this one, or one of those whose names begin so: "memory" and "memory.total".
inline bool begins_name(std::string_view name, std::string_view word) {
  return name == word || (name.size() > word.size() && name.starts_with(word) && name[word.size()] == '.');
}

class fact_words {
 public:
  fact_words(const program& p, fact_request& made) : program_(p), made_(made) {}

  void take(const std::string& word) {
    const auto colon = word.find(':');
    const auto name = std::string_view(word).substr(0, colon);
    bool known = false;
    for (const auto family : facts::catalogue())
      known = (colon == std::string::npos ? take_plain(family, name) : take_about(family, name, word.substr(colon + 1))) || known;
    if (known || !made_.problem.empty()) return;
    if (is_pattern(word) &&
        (colon != std::string::npos || matches_a_deployable(word) || word.find_first_of("*?") != std::string::npos))
      made_.patterns.push_back(word);
    else made_.problem = unknown(word);
  }

  void take_all(facts_without_words which) {
    for (const auto family : facts::catalogue()) {
      const auto shape = family().shape;
      if (shape == fact_shape::scalars) take_plain(family, family().name);
      else if (shape == fact_shape::list && which == facts_without_words::all) add({family().name, fact_type::list, family});
    }
  }

 private:
  bool take_plain(family_function family, std::string_view word) {
    const auto& f = family();
    if (f.shape == fact_shape::list) {
      if (word == f.name) add({f.name, fact_type::list, family});
      return word == f.name;
    }
    bool known = false;
    for (const auto& field : f.fields) {
      if (!begins_name(field.name, word) && word != f.name) continue;
      known = true;
      if (f.shape == fact_shape::scalars) add({field.name, field.type, family});
    }
    if (known && f.shape == fact_shape::subjects)
      made_.problem = fmt::format("'{0}' is asked about {1}: write {0}:{2}", word, f.subject, example_of(f));
    return known;
  }

  bool take_about(family_function family, std::string_view word, std::string thing) {
    const auto& f = family();
    if (f.shape == fact_shape::scalars) return false;
    if (f.shape == fact_shape::list && word != f.name) return false;
    const bool known = f.shape == fact_shape::list ||
                       std::ranges::any_of(f.fields, [&](const fact_field& field) { return begins_name(field.name, word); });
    if (!known) return false;
    if (thing.empty()) made_.problem = fmt::format("'{}:' is asked about {}, which is missing", word, f.subject);
    else if (f.shape == fact_shape::list) add({f.name, fact_type::text, family, keep(std::move(thing))});
    else take_subject(family, word, std::move(thing));
    return true;
  }

  void take_subject(family_function family, std::string_view word, std::string thing) {
    const auto& f = family();
    const fact_kind* kind = nullptr;
    if (f.name == "lines") {
      const auto cut = thing.find(':');
      if (cut == std::string::npos || cut + 1 == thing.size()) {
        made_.problem = fmt::format("'{0}' is asked about {1}: write {0}:{2}", word, f.subject, example_of(f));
        return;
      }
      kind = &made_.kinds.emplace_back(fact_kind{{}, {}, keep(thing.substr(cut + 1))});
      thing.resize(cut);
    }
    const auto about = keep(std::move(thing));
    for (const auto& field : f.fields)
      if (begins_name(field.name, word)) add({field.name, field.type, family, about, digest(about), kind});
  }

  static std::string_view example_of(const fact_family& f) {
    if (f.name == "lines") return "/etc/ssh/sshd_config:^Port";
    if (f.name == "command") return "'uptime -p'";
    if (f.name == "sysctl") return "net.ipv4.ip_forward";
    if (f.name == "environment") return "PATH";
    return f.name == "file" ? "/etc/motd" : "/PATH";
  }

  void add(const fact_reference& fact) {
    const auto same = [&](const fact_reference& f) {
      return f.name == fact.name && f.about == fact.about && f.argument() == fact.argument();
    };
    if (std::ranges::none_of(made_.facts, same)) made_.facts.push_back(fact);
  }
  std::string_view keep(std::string text) { return made_.texts.emplace_back(std::move(text)); }

  [[nodiscard]] bool matches_a_deployable(std::string_view word) const {
    return std::ranges::any_of(program_.deployables, [&](const deployable& d) { return matches(word, d); });
  }

  [[nodiscard]] std::string unknown(const std::string& word) const {
    std::vector<std::string> names;
    for (const auto family : facts::catalogue()) {
      names.emplace_back(family().name);
      if (family().shape != fact_shape::list)
        for (const auto& field : family().fields) {
          names.emplace_back(field.name.substr(0, field.name.find('.')));
          names.emplace_back(field.name);
        }
    }
    for (const auto& d : program_.deployables) names.emplace_back(d.name);
    const auto near = suggest(word, names);
    return "'" + clean(word) + "' is neither a fact nor a deployable" +
           (near.empty() ? "; `facts --list` shows the facts, `list` the deployables" : "; did you mean '" + near.front() + "'?");
  }

  const program& program_;
  fact_request& made_;
};

}  // namespace detail

SLIPWAY_DECL fact_request read_fact_request(const program& p, const std::vector<std::string>& words,
                                            facts_without_words otherwise) {
  fact_request made;
  detail::fact_words reader(p, made);
  for (const auto& word : words)
    if (made.problem.empty()) reader.take(word);
  if (made.facts.empty() || otherwise == facts_without_words::all) reader.take_all(otherwise);
  return made;
}

}  // namespace slipway::front
