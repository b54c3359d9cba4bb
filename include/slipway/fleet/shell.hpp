// A shell on a host: one channel, elevated where asked for, read line by line.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::fleet {

namespace asio = boost::asio;

/// Sixteen random hexadecimal digits, from the system's generator: what frames a session's answers.
[[nodiscard]] SLIPWAY_DECL std::string make_nonce();

class shell {
 public:
  /// `password` goes to sudo, once, where sudo asks for one; empty: none is known. The answer may begin with
  /// `NONCE elevate REASON`, after which nothing more happens.
  [[nodiscard]] SLIPWAY_DECL static asio::awaitable<shell> open(transport::connection& connection, become how, std::string nonce,
                                                                std::string_view password);

  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> write(std::string_view bytes);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> finish_writing();
  /// The next line without its newline; nothing at the end. Throws transport::error where the host is silent for longer
  /// than `patience`, or sends a line of more than 2 MiB.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<std::optional<std::string>> read_line(std::chrono::steady_clock::duration patience);
  [[nodiscard]] const std::string& nonce() const { return nonce_; }
  [[nodiscard]] std::string error_output() const { return channel_->error_output(); }

 private:
  shell(std::unique_ptr<transport::channel> channel, std::string nonce);

  std::unique_ptr<transport::channel> channel_;
  std::string nonce_, unread_;
  std::size_t searched_ = 0;
};

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/shell.ipp>
#endif
