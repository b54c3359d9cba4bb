#pragma once

#include <array>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <random>
#include <span>
#include <variant>

#include <slipway/core/quote.hpp>
#include <slipway/fleet/shell.hpp>

namespace slipway::fleet {
namespace detail {

inline constexpr std::size_t longest_line = 2 << 20;

/// Becomes root, then runs a shell on the rest of the input. The first line of the input is the password or empty, and is
/// read before sudo runs, so that sudo never takes a line of the script for one, nor the script a password. sudo is asked
/// once. Where it keeps no ticket, it gets the password again, of which it is known by then that it is right.
inline std::string elevation(const std::string& nonce) {
  const std::string say = "echo " + nonce + " elevate ";
  return "exec sh -c '"
         "IFS= read -r p; "
         "if ! command -v sudo >/dev/null; then " +
         say +
         "missing; "
         "elif sudo -n true 2>/dev/null; then p=; sudo -n sh; "
         "elif [ -z \"$p\" ]; then " +
         say +
         "needed; "
         "elif printf \"%s\\n\" \"$p\" | sudo -S -p \"\" -v 2>/dev/null; then "
         "if sudo -n true 2>/dev/null; then p=; sudo -n sh; "
         "else { printf \"%s\\n\" \"$p\"; p=; cat; } | sudo -S -p \"\" sh; fi; "
         "else " +
         say + "refused; fi'";
}

struct read_outcome {
  std::size_t size = 0;
  std::exception_ptr failed;
};

/// operator|| waits for the first success: an exception would be heard of only when the time is over, so it is a result.
inline asio::awaitable<read_outcome> read_or_fail(transport::channel& from, std::span<char> into) {
  read_outcome made;
  try {
    made.size = co_await from.read(into);
  } catch (...) {
    made.failed = std::current_exception();
  }
  co_return made;
}

}  // namespace detail

SLIPWAY_DECL std::string make_nonce() {
  std::random_device random;  // getrandom(2)
  std::string digits;
  for (int i = 0; i != 16; ++i) digits += "0123456789abcdef"[random() & 15u];
  return digits;
}

SLIPWAY_DECL shell::shell(std::unique_ptr<transport::channel> channel, std::string nonce)
    : channel_(std::move(channel)), nonce_(std::move(nonce)) {}

SLIPWAY_DECL asio::awaitable<shell> shell::open(transport::connection& connection, become how, std::string nonce,
                                                std::string_view password) {
  const bool elevated = how == become::sudo;
  // a variable each: GCC 12 destroys temporaries of a co_await expression twice
  const std::string command = elevated ? detail::elevation(nonce) : std::string("exec sh");
  const std::string first_line = std::string(password) + "\n";
  auto channel = co_await connection.open(command);
  if (elevated) co_await channel->write(first_line);
  co_return shell(std::move(channel), std::move(nonce));
}

SLIPWAY_DECL asio::awaitable<void> shell::write(std::string_view bytes) { co_await channel_->write(bytes); }

SLIPWAY_DECL asio::awaitable<void> shell::finish_writing() { co_await channel_->finish_writing(); }

SLIPWAY_DECL asio::awaitable<std::optional<std::string>> shell::read_line(std::chrono::steady_clock::duration patience) {
  using asio::experimental::awaitable_operators::operator||;
  for (;;) {
    if (const auto end = unread_.find('\n', searched_); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      searched_ = 0;
      co_return line;
    }
    searched_ = unread_.size();
    if (unread_.size() > detail::longest_line)
      throw transport::error(transport::failure::closed, "the host sends a line without an end");
    std::array<char, 16384> piece;
    asio::steady_timer timer(co_await asio::this_coro::executor, patience);
    const auto first = co_await (detail::read_or_fail(*channel_, piece) || timer.async_wait(asio::use_awaitable));
    if (first.index() == 1)
      throw transport::error(
          transport::failure::timed_out,
          "the host was silent for " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(patience).count()) + " s");
    const auto& [size, failed] = std::get<0>(first);
    if (failed) std::rethrow_exception(failed);
    if (size == 0) co_return std::nullopt;
    unread_.append(piece.data(), size);
  }
}

}  // namespace slipway::fleet
