#pragma once

#include <fcntl.h>
#include <openssl/crypto.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>

#include <slipway/transport/file.hpp>

namespace slipway::transport {

SLIPWAY_DECL unique_fd::~unique_fd() {
  if (fd_ >= 0) ::close(fd_);
}

namespace detail {

inline void wipe(std::string& text) {
  // what an earlier, longer text left behind the end is part of the secret too
  text.resize(text.capacity());
  OPENSSL_cleanse(text.data(), text.size());
}

}  // namespace detail

SLIPWAY_DECL wiped_text::wiped_text(std::string&& secret) : text(std::move(secret)) {
  // a short text is copied, and stays where it was
  detail::wipe(secret);
}

SLIPWAY_DECL wiped_text::~wiped_text() { detail::wipe(text); }

SLIPWAY_DECL file_text read_file(const std::string& path) {
  constexpr std::size_t limit = 16 << 20;
  const unique_fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return {{}, errno};
  file_text found;
  wiped_text piece(std::string(64 << 10, '\0'));
  while (found.text.size() <= limit) {
    const auto size = ::read(file.get(), piece.text.data(), piece.text.size());
    if (size == 0) return found;
    if (size < 0 && errno != EINTR) return {{}, errno};
    if (size > 0) found.text.append(piece.text, 0, static_cast<std::size_t>(size));
  }
  return {{}, EFBIG};
}

SLIPWAY_DECL std::string home_folder() {
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return home;
  std::string memory(16 << 10, '\0');
  passwd entry{};
  passwd* found = nullptr;
  ::getpwuid_r(::getuid(), &entry, memory.data(), memory.size(), &found);
  return found != nullptr ? found->pw_dir : "/";
}

SLIPWAY_DECL std::string expand_home(const std::string& path) {
  return path.starts_with("~/") ? home_folder() + path.substr(1) : path;
}

}  // namespace slipway::transport
