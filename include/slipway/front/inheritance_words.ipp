#pragma once

#include <array>

#include <slipway/core/clean.hpp>
#include <slipway/front/inheritance_words.hpp>

namespace slipway::front {
namespace detail {

inline std::string words_of(deletion d) { return d == deletion::retain ? "retain" : d == deletion::warn ? "warn" : "remove"; }

inline std::string words_of(const policy& p) {
  return p.what == policy::kind::yes ? "true" : p.what == policy::kind::no ? "false" : "a function";
}

inline std::string words_of(const connection& c) {
  std::string words;
  switch (c.kind) {
    case connection_kind::local: words = "local"; break;
    case connection_kind::ssh: words = "ssh"; break;
    default: words = std::string(c.command); break;
  }
  if (!c.ssh.user.empty()) words += " as " + std::string(c.ssh.user);
  if (!c.ssh.address.empty()) words += (enters_container(c) ? " into " : " to ") + std::string(c.ssh.address);
  if (c.kind == connection_kind::ssh && c.ssh.port != 22) words += " port " + std::to_string(c.ssh.port);
  return words + (c.ssh.become == become::sudo ? ", then sudo" : "");
}

struct setting_name {
  setting field;
  std::string_view name;
};
inline constexpr std::array setting_names{setting_name{setting::platform, "platform"},
                                          setting_name{setting::connection, "connection"},
                                          setting_name{setting::secrets, "secrets"},
                                          setting_name{setting::health, "health"},
                                          setting_name{setting::auto_deploy, "auto_deploy"},
                                          setting_name{setting::destroy, "destroy"},
                                          setting_name{setting::orphan, "orphan"},
                                          setting_name{setting::readonly, "readonly"},
                                          setting_name{setting::state_directory, "state_directory"},
                                          setting_name{setting::canary, "canary"}};

inline std::string words_of(const secrets& s) {
  switch (s.source) {
    case secret_source::environment: return "variables " + std::string(s.text) + "*";
    case secret_source::files: return "files " + std::string(s.text);
    case secret_source::command: return "command " + std::string(s.text);
    case secret_source::prompt: return "asked for";
    case secret_source::inherited: break;
  }
  return {};
}

inline std::string words_of(const settings& s, setting field) {
  switch (field) {
    case setting::platform:
      return std::string(s.platform.id) + (s.platform.version == 0 ? "" : " " + std::to_string(s.platform.version));
    case setting::connection: return words_of(s.connection);
    case setting::secrets: return words_of(s.secrets);
    case setting::health: return std::to_string(s.health.count) + (s.health.count == 1 ? " check" : " checks");
    case setting::auto_deploy: return words_of(s.auto_deploy);
    case setting::destroy: return words_of(s.destroy);
    case setting::orphan: return words_of(s.orphan);
    case setting::readonly: return s.readonly.is_on() ? "true" : "false";
    case setting::state_directory: return std::string(s.state_directory);
    case setting::canary: return s.canary.is_on() ? "true" : "false";
  }
  return {};
}

inline std::string words_of(const let_value& let);

inline std::string words_of(const shaped_value& v) {
  switch (v.shape->kind) {
    case shape_kind::single: return words_of(v.shape->single(v.object));
    case shape_kind::optional: return v.shape->size(v.object) == 0 ? "nothing" : words_of(v.shape->at(v.object, 0));
    default: break;
  }
  const bool list = v.shape->kind == shape_kind::list;
  const auto size = list ? v.shape->size(v.object) : v.shape->members.size();
  std::string all;
  for (std::size_t i = 0; i != size; ++i)
    all += (i == 0 ? "" : ", ") + (list ? "" : std::string(v.shape->members[i]) + " ") + words_of(v.shape->at(v.object, i));
  return all.empty() ? "an empty list" : "(" + all + ")";
}

inline std::string words_of(const let_value& let) {
  switch (let.kind) {
    case let_kind::text: return "'" + std::string(let.text) + "'";
    case let_kind::number: return std::to_string(let.number);
    case let_kind::boolean: return let.number != 0 ? "true" : "false";
    case let_kind::fact: return "a fact of the host";
    case let_kind::structured: return words_of(let.structured);
    case let_kind::secret: return "the secret " + std::string(let.text);
  }
  return {};
}

}  // namespace detail

SLIPWAY_DECL std::vector<inherited_thing> inherited_things(const deployable& d) {
  std::vector<inherited_thing> all;
  const auto add = [&](const std::string& what, const std::string& value, const level* from) {
    const bool itself = from == nullptr || from == &d.from.own;
    all.push_back({what, clean(value), itself ? "" : std::string(from->kind) + " " + clean(from->name)});
  };
  for (const auto& [field, name] : detail::setting_names)
    if (const auto* from = d.from.says(field)) add(std::string(name), detail::words_of(*d.settings, field), from);
  const auto add_filter = [&](const level& l) {
    if (l.settings != nullptr && l.settings->filter.is_set()) add("filter", "a function", &l);
  };
  add_filter(d.from.own);
  for (const auto& l : d.from.outer) add_filter(l);
  for (std::size_t i = 0; i != d.data.size(); ++i)
    if (find_let(d.data, d.data[i].hole) == &d.data[i])
      add("data " + std::string(d.data[i].hole), detail::words_of(d.data[i]), d.from.fills(d.data[i].hole));
  return all;
}

}  // namespace slipway::front
