// Small files of this machine, and file descriptors that close themselves.
#pragma once

#include <string>
#include <utility>

#include <slipway/config.hpp>

namespace slipway::transport {

/// Owns a file descriptor.
class unique_fd {
 public:
  unique_fd() = default;
  explicit unique_fd(int fd) : fd_(fd) {}
  unique_fd(unique_fd&& other) noexcept : fd_(other.release()) {}
  unique_fd& operator=(unique_fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  SLIPWAY_DECL ~unique_fd();

  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// A text that is overwritten when it goes: for passwords, passphrases and private keys.
struct wiped_text {
  std::string text;

  wiped_text() = default;
  SLIPWAY_DECL explicit wiped_text(std::string&& secret);
  wiped_text(const wiped_text&) = delete;
  wiped_text& operator=(const wiped_text&) = delete;
  SLIPWAY_DECL ~wiped_text();
};

/// A file's text, or why there is none: `problem` is an errno, 0 for none.
struct file_text {
  std::string text;
  int problem = 0;
};

/// Reads a file of at most 16 MiB (EFBIG above that).
[[nodiscard]] SLIPWAY_DECL file_text read_file(const std::string& path);

/// The folder of the user who runs the program: $HOME, else what the user database says.
[[nodiscard]] SLIPWAY_DECL std::string home_folder();

/// A path whose leading "~/" is the user's folder.
[[nodiscard]] SLIPWAY_DECL std::string expand_home(const std::string& path);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/file.ipp>
#endif
