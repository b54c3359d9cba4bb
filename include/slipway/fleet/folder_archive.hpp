// A local folder as one file: what goes to a host as a whole.
#pragma once

#include <memory>
#include <string>

#include <slipway/config.hpp>

namespace slipway::fleet {

/// Writes a tar archive of a flake's folder to a temporary file, which is removed with the last owner of its name. Equal folders
/// make equal archives: names are sorted, modes are 755 or 644, times and owners are left out. Of a folder in a git work tree it
/// holds what git tracks, as it is now; of any other all but `.git`. Everything is below `flake/`. Where the flake has inputs and
/// this machine has nix, their sources are there too, as `inputs` (nix-store --export). Throws std::runtime_error with one sentence.
[[nodiscard]] SLIPWAY_DECL std::shared_ptr<const std::string> archive_folder(const std::string& folder);

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/folder_archive.ipp>
#endif
