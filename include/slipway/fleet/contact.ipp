#pragma once

#include <cstdlib>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/contact.hpp>
#include <slipway/plan/answer.hpp>

namespace slipway::fleet {
namespace detail {

using namespace std::chrono_literals;

/// A host that probes says nothing meanwhile.
inline constexpr auto answer_patience = 120s;
/// A word to a host is a matter of a moment.
inline constexpr auto tell_patience = 10s;

/// What a command has said at last.
inline std::string last_line_of(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return clean(text.substr(text.find_last_of('\n') + 1));
}

inline bool is_told(std::string_view line) { return line == "told"; }

inline const char* elevation_remedy(std::string_view reason) {
  if (reason == "missing") return "install sudo there, or log in as root";
  if (reason == "needed") return "run on a terminal to be asked for the password, or set SLIPWAY_SUDO_PASSWORD";
  return "check the password, and that the user may use sudo";
}

inline std::string elevation_reason(std::string_view reason) {
  if (reason == "missing") return "there is no sudo on the host";
  if (reason == "needed") return "sudo asks for a password";
  return "sudo refused the password";
}

}  // namespace detail

SLIPWAY_DECL credentials credentials_of_environment() {
  const char* password = std::getenv("SLIPWAY_SUDO_PASSWORD");
  return {{}, password == nullptr ? std::string() : std::string(password)};
}

SLIPWAY_DECL contact::contact(const deployable& host, std::span<const deployable> all, const inventory& known,
                              credentials& shared)
    : host_(&host), all_(all), known_(&known), shared_(&shared) {}

SLIPWAY_DECL asio::awaitable<void> contact::connect() {
  if (connection_) co_return;
  connection_ = co_await fleet::connect(*host_, all_, *known_, shared_->ask, host_key_);
  host_key_ = connection_->host_key();
}

SLIPWAY_DECL asio::awaitable<shell> contact::open(std::string nonce) {
  auto opened = co_await shell::open(*connection_, host_->settings->connection.ssh.become, nonce, password_);
  co_return opened;
}

SLIPWAY_DECL asio::awaitable<shell> contact::ask(const script_maker& script, const line_taker& take) {
  password_ = shared_->sudo_password;
  auto answered = co_await try_to_ask(script, take);  // GCC 12 miscompiles a co_await inside an if
  if (answered) co_return std::move(*answered);
  // only a host whose sudo wants a password makes us ask the operator for one
  if (shared_->sudo_password.empty()) shared_->sudo_password = shared_->ask("Password for sudo on the hosts");
  password_ = shared_->sudo_password;
  if (password_.empty()) throw refusal(detail::elevation_reason("needed"), detail::elevation_remedy("needed"));
  answered = co_await try_to_ask(script, take);
  if (!answered) throw refusal(detail::elevation_reason("refused"), detail::elevation_remedy("refused"));
  co_return std::move(*answered);
}

SLIPWAY_DECL void contact::throw_no_answer(const std::string& errors) const {
  const auto said = detail::last_line_of(errors);
  const auto because = said.empty() ? said : ": " + said;
  if (!enters_container(host_->settings->connection) || host_->inside >= all_.size())
    throw refusal("the host's shell ended before it had answered" + because, "log in by hand and try `sh`");
  throw unentered("the container cannot be entered" + because, entry_remedy(*host_, all_[host_->inside], said));
}

/// Nothing where sudo needs a password and none was given.
SLIPWAY_DECL asio::awaitable<std::optional<shell>> contact::try_to_ask(const script_maker& script, const line_taker& take) {
  const auto nonce = make_nonce();  // a variable each: GCC 12 destroys temporaries of a co_await expression twice
  auto asked = co_await open(nonce);
  ++round_trips_;
  const auto text = script(nonce);
  try {
    co_await asked.write(text);
  } catch (const transport::error&) {
    // what cannot enter a container ends without reading, and says why
    if (!enters_container(host_->settings->connection)) throw;
  }
  for (;;) {
    const auto line = co_await asked.read_line(detail::answer_patience);
    if (!line) throw_no_answer(asked.error_output());
    std::string_view rest = *line;
    if (plan::take_word(rest) == nonce && plan::take_word(rest) == "elevate") {
      if (rest == "needed") co_return std::nullopt;
      throw refusal(detail::elevation_reason(rest), detail::elevation_remedy(rest));
    }
    if (take(*line)) co_return std::move(asked);
  }
}

SLIPWAY_DECL asio::awaitable<bool> contact::tell(const script_maker& script) {
  if (!connection_) co_return false;
  const line_taker take = &detail::is_told;
  const bool told = co_await ask_over(*connection_, script, take, detail::tell_patience);
  co_return told;
}

SLIPWAY_DECL asio::awaitable<bool> contact::tell_afresh(const script_maker& script) {
  const line_taker take = &detail::is_told;
  const bool told = co_await ask_afresh(script, take, detail::tell_patience);
  co_return told;
}

SLIPWAY_DECL asio::awaitable<bool> contact::ask_afresh(const script_maker& script, const line_taker& take,
                                                       std::chrono::steady_clock::duration patience) {
  std::unique_ptr<transport::connection> fresh;
  try {
    ++round_trips_;
    fresh = co_await fleet::connect(*host_, all_, *known_, shared_->ask, host_key_);
  } catch (const std::exception&) {
    co_return false;
  }
  const bool answered = co_await ask_over(*fresh, script, take, patience);
  try {
    co_await fresh->close();
  } catch (const std::exception&) {
    // what it was made for is done, or has failed before
  }
  co_return answered;
}

SLIPWAY_DECL asio::awaitable<bool> contact::ask_over(transport::connection& connection, const script_maker& script,
                                                     const line_taker& take, std::chrono::steady_clock::duration patience) {
  bool answered = false;
  try {
    const auto nonce = make_nonce();
    auto to = co_await shell::open(connection, host_->settings->connection.ssh.become, nonce, password_);
    const auto text = script(nonce);
    co_await to.write(text);
    co_await to.finish_writing();
    for (bool open = true; open && !answered;) {
      const auto line = co_await to.read_line(patience);
      open = line.has_value();
      std::string_view rest = open ? *line : std::string_view();
      answered = open && plan::take_word(rest) == nonce && take(rest);
    }
  } catch (const std::exception&) {
    // whoever reads from the connection reports that it is lost
  }
  co_return answered;
}

SLIPWAY_DECL asio::awaitable<void> contact::close() {
  if (!connection_) co_return;
  try {
    co_await connection_->close();
  } catch (const std::exception&) {
    // nothing is left to be said to a host that is gone
  }
  connection_.reset();
}

}  // namespace slipway::fleet
