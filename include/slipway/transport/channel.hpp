// How bytes reach a shell: a connection opens channels, a channel runs one command.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace slipway::transport {

namespace asio = boost::asio;

enum class failure { resolve, connect, host_key, login, closed, timed_out, local };

/// Why a host could not be reached or was lost; `what()` is one clean line that says what and where, `remedy` what to do.
struct error : std::runtime_error {
  failure kind;
  std::string remedy;

  error(failure k, const std::string& message, std::string what_to_do = {})
      : std::runtime_error(message), kind(k), remedy(std::move(what_to_do)) {}
};

/// One running command. Not thread-safe: everything of a connection runs on its executor. Reading and writing may be
/// in flight at the same time, one of each. Every operation throws `error` when the connection is lost.
class channel {
 public:
  channel() = default;
  channel(const channel&) = delete;
  channel& operator=(const channel&) = delete;
  virtual ~channel() = default;

  /// Writes all bytes to the command's standard input.
  virtual asio::awaitable<void> write(std::string_view bytes) = 0;
  /// Ends the command's standard input.
  virtual asio::awaitable<void> finish_writing() = 0;
  /// Reads at least one byte of standard output; 0 at its end.
  virtual asio::awaitable<std::size_t> read(std::span<char> into) = 0;
  /// The last bytes (at most 4 KiB) of standard error so far.
  [[nodiscard]] virtual std::string error_output() const = 0;
};

/// A logged-in connection to one host; destroying it closes it at once, without waiting for the host.
class connection {
 public:
  connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  virtual ~connection() = default;

  /// Runs a command through the login shell; channels may be open side by side and must not outlive the connection.
  virtual asio::awaitable<std::unique_ptr<channel>> open(std::string command) = 0;
  /// Says goodbye to the host, within a second; what is still running there goes on.
  virtual asio::awaitable<void> close() = 0;
  /// What the host has proven to be, as its key in binary; empty where it has none.
  [[nodiscard]] virtual std::string host_key() const { return {}; }
};

}  // namespace slipway::transport
