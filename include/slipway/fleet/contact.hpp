// A host that is reached, and reached again where its connection was lost.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <span>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/shell.hpp>
#include <slipway/program/program.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::fleet {

/// What the contacts of one run share.
struct credentials {
  transport::ask_secret ask{};  // asks the operator; each question is asked once
  std::string sudo_password{};  // as soon as it is known
};

/// With sudo's password, where SLIPWAY_SUDO_PASSWORD says it.
[[nodiscard]] SLIPWAY_DECL credentials credentials_of_environment();

/// Why a host was left alone, and what to do about it.
struct refusal : std::runtime_error {
  std::string remedy;
  refusal(const std::string& what, std::string what_to_do) : std::runtime_error(what), remedy(std::move(what_to_do)) {}
};

/// A container that does not run, perhaps because its machine has yet to start it.
struct unentered : refusal {
  using refusal::refusal;
};

/// Makes a script that frames its answer with this nonce.
using script_maker = std::function<std::string(const std::string& nonce)>;
/// Takes a line of an answer as it came; true where it is the last.
using line_taker = std::function<bool(std::string_view line)>;

/// Not thread-safe. Shells must not outlive the connection that they were opened on.
class contact {
 public:
  SLIPWAY_DECL contact(const deployable& host, std::span<const deployable> all, const inventory& known, credentials& shared);

  /// Connects where there is no connection; after the first time only to a host with the same key. Throws transport::error.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> connect();
  [[nodiscard]] bool is_connected() const { return connection_ != nullptr; }
  /// Sends a script and hands on what comes, until `take` has the last line; the shell stays open. Where sudo wants a
  /// password, it gets the operator's. Throws transport::error and refusal.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<shell> ask(const script_maker& script, const line_taker& take);
  /// A shell that is sent nothing yet.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<shell> open(std::string nonce);
  /// Has the host do something, beside what else goes on; whether it says `told`. Never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<bool> tell(const script_maker& script);
  /// The same over a connection that is made for it: the present one may be dead without saying so.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<bool> tell_afresh(const script_maker& script);
  /// Sends a script over such a connection and hands on what comes, without the nonce, until `take` has the last line; whether it
  /// did. Never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<bool> ask_afresh(const script_maker& script, const line_taker& take,
                                                              std::chrono::steady_clock::duration patience);
  /// Gives the connection up, at once.
  void drop() { connection_.reset(); }
  /// Says goodbye; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> close();
  /// Messages and answers so far: a password costs one more, a connection none.
  [[nodiscard]] unsigned round_trips() const { return round_trips_; }
  void count_round_trip() { ++round_trips_; }

 private:
  [[noreturn]] SLIPWAY_DECL void throw_no_answer(const std::string& errors) const;
  SLIPWAY_DECL asio::awaitable<std::optional<shell>> try_to_ask(const script_maker& script, const line_taker& take);
  SLIPWAY_DECL asio::awaitable<bool> ask_over(transport::connection& connection, const script_maker& script,
                                              const line_taker& take, std::chrono::steady_clock::duration patience);

  const deployable* host_;
  std::span<const deployable> all_;  // of its program: a container is reached through its machine
  const inventory* known_;
  credentials* shared_;
  std::unique_ptr<transport::connection> connection_;
  std::string host_key_, password_;
  unsigned round_trips_ = 0;
};

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/contact.ipp>
#endif
