// The family of files, folders and links: one stat, one sha256sum and one readlink for all of them.
#pragma once

#include <slipway/config.hpp>
#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Its probe takes six words for each: index, kind (f, d, l), attributes asked for (m mode, o owner, O uid, g group, G gid,
/// c content, t target, F follow links), path, size, sha256. A file is hashed only when its size is the desired one. A path
/// of another kind is `unprobeable (is a ...)`: nothing is ever replaced by something of another kind.
[[nodiscard]] SLIPWAY_DECL const family& path_family();

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/path.ipp>
#endif
