// Local files that become content on hosts: measured before any host is contacted.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

struct loaded_sources {
  plan::source_table files;
  std::vector<std::shared_ptr<const std::string>> archives;  // of folders: the temporary files, which go away with these
  std::vector<std::string> problems;  // one sentence for each file that cannot be read
};

/// Sizes and digests of every local file and folder that the deployables name; files are streamed, never held whole, and folders
/// are archived in temporary files.
[[nodiscard]] SLIPWAY_DECL loaded_sources load_sources(std::span<const deployable* const> selected);

/// Another text whenever somebody has written to the file; empty where there is none.
[[nodiscard]] SLIPWAY_DECL std::string version_of(std::string_view path);

/// The bytes of a local file; throws std::runtime_error with one sentence.
[[nodiscard]] SLIPWAY_DECL std::string read_file(std::string_view path);

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/sources.ipp>
#endif
