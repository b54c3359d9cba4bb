// The family of users and groups: /etc/passwd and /etc/group, read once and without any process.
#pragma once

#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Its probe takes five words for each: index, kind (user, group), name, attributes asked for (u uid or gid,
/// g primary group, h home, s shell, G exactly these supplementary groups, M member of these, c comment),
/// groups. Users and groups of a directory service are not seen. Changes are made with useradd, usermod,
/// groupadd and the like (Debian's passwd, Alpine's shadow), not with busybox's adduser.
[[nodiscard]] SLIPWAY_DECL const family& account_family();

/// useradd's own rule.
constexpr std::string_view account_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto stem = name.ends_with('$') ? name.substr(0, name.size() - 1) : name;
  if (stem.empty() || name.size() > 32 || !is_letter(stem[0])) user_or_group_name_is_not_valid(name);
  for (char c : stem)
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-') user_or_group_name_is_not_valid(name);
  return name;
}

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/account.ipp>
#endif
