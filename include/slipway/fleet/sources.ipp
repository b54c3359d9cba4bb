#pragma once

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <slipway/core/sha256.hpp>
#include <slipway/fleet/folder_archive.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/plan/text_problems.hpp>

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

namespace detail {

inline constexpr std::uint64_t largest_template = std::uint64_t{1} << 20;

inline local_source measure(const row& r, loaded_sources& keeper) {
  local_source measured;
  if (r.source_is_folder) measured.archive = *keeper.archives.emplace_back(archive_folder(std::string(r.source)));
  const std::string path = measured.archive.empty() ? std::string(r.source) : measured.archive;
  measured.version = version_of(path);
  sha256_stream digest;
  read_pieces(path, [&](std::string_view piece) {
    digest.add(piece);
    measured.size += piece.size();
    if (r.text_is_local_file) measured.text += piece;
    if (measured.text.size() > largest_template) throw std::runtime_error("a template has at most 1 MiB");
  });
  measured.sha256 = digest.finish();
  return measured;
}

}  // namespace detail

SLIPWAY_DECL loaded_sources load_sources(std::span<const deployable* const> selected) {
  loaded_sources loaded;
  for (const auto* host : selected) {
    for (const auto& r : host->plan->rows) {
      if (r.source.empty()) continue;
      const auto known = loaded.files.find(r.source);
      const bool has_text = known != loaded.files.end() && !known->second.text.empty();
      if (known == loaded.files.end() || (r.text_is_local_file && !has_text)) {
        try {
          auto measured = detail::measure(r, loaded);
          if (!measured.archive.empty()) loaded.files.insert_or_assign(measured.archive, measured);
          loaded.files.insert_or_assign(std::string(r.source), std::move(measured));
        } catch (const std::exception& e) {
          loaded.problems.push_back((r.source_is_folder ? "the folder '" : "the local file '") + std::string(r.source) +
                                    "' of '" + std::string(r.name) + "' (" + r.file + ":" + std::to_string(r.line) +
                                    "): " + e.what());
          loaded.files.emplace(r.source, local_source{});
        }
      }
      if (!r.text_is_local_file) continue;
      for (auto& problem : plan::text_problems(*host, r, loaded.files.find(r.source)->second.text))
        loaded.problems.push_back(std::move(problem));
    }
  }
  return loaded;
}

SLIPWAY_DECL std::string version_of(std::string_view path) {
  struct stat is {};
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
