#pragma once

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <slipway/core/sha256.hpp>
#include <slipway/fleet/sources.hpp>

namespace slipway::fleet {
namespace detail {

/// Hands the file over piece by piece; throws std::runtime_error with the system's reason.
template <class Take>
void read_pieces(const std::string& path, Take take) {
  if (std::filesystem::is_directory(path)) throw std::runtime_error("it is a directory");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(errno != 0 ? std::strerror(errno) : "it cannot be opened");
  std::string piece(std::size_t{1} << 16, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    take(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  if (in.bad()) throw std::runtime_error("it cannot be read");
}

}  // namespace detail

SLIPWAY_DECL loaded_sources load_sources(std::span<const deployable* const> selected) {
  loaded_sources loaded;
  for (const auto* host : selected) {
    for (const auto& r : host->plan->rows) {
      if (r.source.empty() || loaded.files.contains(r.source)) continue;
      local_source measured;
      try {
        measured.version = version_of(r.source);
        sha256_stream digest;
        detail::read_pieces(std::string(r.source), [&](std::string_view piece) {
          digest.add(piece);
          measured.size += piece.size();
        });
        measured.sha256 = digest.finish();
      } catch (const std::exception& e) {
        loaded.problems.push_back("the local file '" + std::string(r.source) + "' of '" + std::string(r.name) + "' (" + r.file +
                                  ":" + std::to_string(r.line) + "): " + e.what());
      }
      loaded.files.emplace(r.source, measured);
    }
  }
  return loaded;
}

SLIPWAY_DECL std::string version_of(std::string_view path) {
  struct stat is{};
  if (::stat(std::string(path).c_str(), &is) != 0) return {};
  const auto number = [](auto n) { return std::to_string(n) + " "; };
  return number(is.st_dev) + number(is.st_ino) + number(is.st_size) + number(is.st_ctim.tv_sec) + number(is.st_ctim.tv_nsec);
}

SLIPWAY_DECL std::string read_file(std::string_view path) {
  std::string bytes;
  try {
    detail::read_pieces(std::string(path), [&](std::string_view piece) { bytes += piece; });
  } catch (const std::exception& e) {
    throw std::runtime_error("the file '" + std::string(path) + "': " + e.what());
  }
  return bytes;
}

}  // namespace slipway::fleet
