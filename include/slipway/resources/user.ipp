#pragma once

#include <algorithm>
#include <vector>

#include <slipway/model/state_text.hpp>
#include <slipway/resources/user.hpp>

namespace slipway::resources {
namespace detail {

inline std::string asked_of_user(const user_resource& u) {
  std::string asked;
  if (u.has_id) asked += 'u';
  if (!u.primary.empty()) asked += 'g';
  if (!u.home_folder.empty()) asked += 'h';
  if (!u.login_shell.empty()) asked += 's';
  if (u.kind == membership::exactly) asked += 'G';
  if (u.kind == membership::at_least) asked += 'M';
  if (u.has_gecos) asked += 'c';
  return asked;
}

inline std::string joined_groups(const user_resource& u, char between) {
  std::vector<std::string_view> names(u.asked_groups().begin(), u.asked_groups().end());
  if (u.kind == membership::exactly) std::ranges::sort(names);
  std::string list;
  for (const auto& n : names) list.append(list.empty() ? "" : std::string(1, between)).append(n);
  return list;
}

}  // namespace detail

SLIPWAY_DECL void user_resource::probe(const scope&, shell_words& words) const {
  words.add("user").add(name.text).add(detail::asked_of_user(*this)).add(detail::joined_groups(*this, ' '));
}

SLIPWAY_DECL std::string user_resource::desired(const scope&) const {
  if (gone) return "absent";
  std::string state = "user";
  if (has_id) state += " uid=" + std::to_string(id);
  if (!primary.empty()) state.append(" group=").append(primary);
  if (!home_folder.empty()) state += " home=" + state_text(home_folder);
  if (!login_shell.empty()) state += " shell=" + state_text(login_shell);
  if (kind == membership::exactly) state += " groups=" + detail::joined_groups(*this, ',');
  if (kind == membership::at_least) state += " member_of=" + detail::joined_groups(*this, ',');
  if (has_gecos) state += " comment=" + state_text(gecos);
  return state;
}

SLIPWAY_DECL std::string user_resource::apply(const scope&) const {
  if (gone) return "account_tool userdel " + shell_words().add(name.text).text();
  shell_words words;
  words.add(name.text).add(detail::asked_of_user(*this)).add(detail::joined_groups(*this, ' '));
  words.add(has_id ? std::to_string(id) : "").add(primary).add(home_folder).add(login_shell).add(gecos);
  words.add(is_system ? "system" : "normal");
  return "set_user \"$step\" " + words.text();
}

SLIPWAY_DECL undo_text user_resource::undo(const scope&) const {
  if (gone) return {{}, "what a removed user was is not known any more"};
  return {"remove_account user " + shell_words().add(name.text).text(),
          {},
          prior::stays,
          shell_words().add("user").add(name.text).add("").add("").text(),
          "absent"};
}

}  // namespace slipway::resources
