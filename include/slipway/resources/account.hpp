// The family of users and groups: /etc/passwd and /etc/group, read once and without any process.
#pragma once

#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/account_name.hpp>
#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Its probe takes five words for each: index, kind (user, group), name, attributes asked for (u uid or gid,
/// g primary group, h home, s shell, G exactly these supplementary groups, M member of these, c comment),
/// groups. Users and groups of a directory service are not seen. Changes are made with useradd, usermod,
/// groupadd and the like (Debian's passwd, Alpine's shadow), not with busybox's adduser.
[[nodiscard]] SLIPWAY_DECL const family& account_family();

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/account.ipp>
#endif
