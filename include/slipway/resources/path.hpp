// The family of files, folders and links: one stat, one sha256sum and one readlink for all of them.
#pragma once

#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Its probe takes six words for each: index, kind (f, d, l), attributes asked for (m mode, o owner, O uid, g group, G gid,
/// c content, s content that
/// holds secrets, t target, F follow links), path, size, sha256. A file is hashed only when its size is the desired one. A path
/// of another kind is `unprobeable (is a ...)`: nothing is ever replaced by something of another kind.
[[nodiscard]] SLIPWAY_DECL const family& path_family();

/// What other families that look at paths use too. For probes: `path_kind PATH FOLLOW` sets _kind, `path_other INDEX
/// KIND` says the state of what a family does not manage.
[[nodiscard]] SLIPWAY_DECL std::string_view path_kinds_shell();
/// For applies: `path_folder FOLDER`, `path_as USER COMMAND` and `write_file`.
[[nodiscard]] SLIPWAY_DECL std::string_view path_writing_shell();

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/path.ipp>
#endif
