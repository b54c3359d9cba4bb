#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/core/quote.hpp>
#include <slipway/transport/alarm.hpp>
#include <slipway/transport/dial.hpp>
#include <slipway/transport/file.hpp>
#include <slipway/transport/known_hosts.hpp>
#include <slipway/transport/ssh.hpp>
#include <slipway/transport/ssh_channel.hpp>
#include <slipway/transport/ssh_login.hpp>
#include <slipway/transport/ssh_session.hpp>
#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {
namespace detail {

class ssh_connection final : public connection {
 public:
  ssh_connection(std::shared_ptr<ssh_session> session, std::string host_key)
      : session_(std::move(session)), host_key_(std::move(host_key)) {}
  ~ssh_connection() override { session_->lose(failure::closed, "the connection was closed here"); }

  asio::awaitable<std::unique_ptr<channel>> open(std::string command) override {
    return open_ssh_channel(session_, std::move(command));
  }
  asio::awaitable<void> close() override { return say_goodbye(session_); }
  [[nodiscard]] std::string host_key() const override { return host_key_; }

 private:
  static asio::awaitable<void> say_goodbye(std::shared_ptr<ssh_session> session);

  std::shared_ptr<ssh_session> session_;
  std::string host_key_;
};

inline asio::awaitable<void> ssh_connection::say_goodbye(std::shared_ptr<ssh_session> session) {
  const auto end = [session] { session->lose(failure::closed, "the connection was closed here"); };
  const alarm bell(session->executor(), std::chrono::seconds(1), end);
  try {
    const auto disconnect = [&session] { return libssh2_session_disconnect(session->raw(), "done"); };
    static_cast<void>(co_await session->finish(disconnect));
    while (session->unsent() != 0 && !session->lost()) co_await session->changed();
  } catch (const error&) {
    // lost before, or out of time: closed it is
  }
  end();
}

inline std::string describe(const ssh_target& target) {
  return target.name.empty() ? user_at_host(target) : clean(target.name) + " (" + user_at_host(target) + ")";
}

inline std::string own_known_hosts(const ssh_target& target) {
  return expand_home(target.known_hosts_file.empty() ? "~/.ssh/known_hosts" : target.known_hosts_file);
}

// only what libssh2 has: version 1.10 takes other names out with a memcpy onto themselves
inline std::vector<std::string_view> supported_algorithms(ssh_session& session) {
  constexpr std::array<std::string_view, 7> wanted = {
      "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256",
      "ssh-rsa"};
  const char** names = nullptr;
  const int count = libssh2_session_supported_algs(session.raw(), LIBSSH2_METHOD_HOSTKEY, &names);
  std::vector<std::string_view> found;
  for (const auto algorithm : wanted)
    if (count > 0 && std::find(names, names + count, algorithm) != names + count) found.push_back(algorithm);
  if (count > 0) libssh2_free(session.raw(), names);
  return found;
}

// what is known for this host first: a server with several keys must show the one that can be checked
inline std::string host_key_algorithms(ssh_session& session, const std::vector<std::string>& known_types) {
  const auto is_known = [&](std::string_view algorithm) {
    const auto type = algorithm.starts_with("rsa-") ? "ssh-rsa" : algorithm;
    return std::find(known_types.begin(), known_types.end(), type) != known_types.end();
  };
  const auto algorithms = supported_algorithms(session);
  std::string list;
  for (const bool known : {true, false})
    for (const auto algorithm : algorithms)
      if (is_known(algorithm) == known) list.append(list.empty() ? "" : ",").append(algorithm);
  return list;
}

inline asio::awaitable<void> exchange_keys(ssh_session& session, const std::string& algorithms) {
  libssh2_session_method_pref(session.raw(), LIBSSH2_METHOD_HOSTKEY, algorithms.c_str());
  // libssh2 only hands the number to the functions that send and receive, which have the socket
  const int result =
      co_await session.finish_or_lose([&session] { return libssh2_session_handshake(session.raw(), session.socket()); });
  if (result == 0) co_return;
  session.throw_if_lost();
  throw error(failure::connect, session.who() + ": no agreement on a key exchange (" + session.last_error() + ")",
              "where the host offers only what libssh2 does not know, use the `openssh` transport");
}

inline std::string shown_key(ssh_session& session) {
  std::size_t size = 0;
  int type = 0;
  const char* key = libssh2_session_hostkey(session.raw(), &size, &type);
  return key == nullptr ? std::string() : std::string(key, size);
}

inline std::string short_type(const std::string& type) {
  return type.starts_with("ssh-") ? type.substr(4) : type.substr(0, type.find('-'));
}

[[noreturn]] inline void refuse_unknown_key(const ssh_target& target, const std::string& shown) {
  const auto type = key_type(shown);
  const auto own = own_known_hosts(target);
  throw error(failure::host_key, describe(target) + ": the host key is not known: " + clean(type) + " " + fingerprint(shown),
              "compare it with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_" + clean(short_type(type)) +
                  "_key.pub there), then: ssh-keyscan -p " + std::to_string(target.port) + " -t " +
                  shell_quote(clean(short_type(type))) + " " + shell_quote(clean(target.address)) + " >> " +
                  shell_quote(clean(own)));
}

[[noreturn]] inline void refuse_changed_key(const ssh_target& target, const std::string& shown, const trust_verdict& found) {
  const auto place = clean(found.file) + ":" + std::to_string(found.line);
  throw error(failure::host_key,
              describe(target) + ": the host key has changed: it is " + clean(key_type(shown)) + " " + fingerprint(shown) +
                  ", but " + place + " has " + clean(key_type(found.recorded)) + " " + fingerprint(found.recorded),
              "somebody may be in between; if the host was really set up anew: ssh-keygen -f " + shell_quote(clean(found.file)) +
                  " -R " + shell_quote(clean(known_hosts_name(target.address, target.port))));
}

inline void check_host_key(const ssh_target& target, const known_hosts& known, const std::string& shown) {
  if (!target.pinned_host_key.empty() && shown != target.pinned_host_key)
    throw error(failure::host_key,
                describe(target) + ": another host answers than before: its key is " + clean(key_type(shown)) + " " +
                    fingerprint(shown) + ", and it was " + fingerprint(target.pinned_host_key),
                "somebody may be in between, or the host was set up anew; ask who runs it");
  const auto found = known.check(shown);
  const bool pinned = !target.pinned_host_key.empty() && found.verdict != trust::revoked;
  if (found.verdict == trust::known || pinned) return;
  if (found.verdict == trust::changed) refuse_changed_key(target, shown, found);
  if (found.verdict == trust::revoked)
    throw error(failure::host_key,
                describe(target) + ": the host key " + fingerprint(shown) + " is marked as revoked in " + clean(found.file) +
                    ":" + std::to_string(found.line),
                "do not connect; ask who runs the host");
  if (target.unknown == unknown_host_keys::refuse || shown.empty()) refuse_unknown_key(target, shown);
  remember_host(own_known_hosts(target), target.address, target.port, shown);
}

// what may throw between here and there must not leave a socket behind whose reader keeps the session alive
struct ssh_undone {
  std::shared_ptr<ssh_session> session;

  explicit ssh_undone(std::shared_ptr<ssh_session> s) : session(std::move(s)) {}
  ssh_undone(const ssh_undone&) = delete;
  ssh_undone& operator=(const ssh_undone&) = delete;
  ~ssh_undone() {
    if (session) session->lose(failure::closed, "the connection was given up");
  }
};

inline asio::awaitable<void> greet(ssh_session& session, const ssh_target& target, const ask_secret& ask) {
  known_hosts known(target.address, target.port);
  known.read(own_known_hosts(target));
  known.read("/etc/ssh/ssh_known_hosts");
  const auto late = [&session, seconds = target.login_within.count()] {
    session.lose(failure::timed_out, "the time to log in (" + std::to_string(seconds) + " s) is over",
                 "check whether the host is overloaded, or give it more time");
  };
  const alarm bell(session.executor(), target.login_within, late);
  session.stage = "during the key exchange";
  session.start();
  const auto types = target.pinned_host_key.empty() ? known.types() : std::vector{key_type(target.pinned_host_key)};
  co_await exchange_keys(session, host_key_algorithms(session, types));
  check_host_key(target, known, shown_key(session));
  session.stage = "during the login";
  ssh_login login(session, target, ask);
  co_await login.run();
  session.stage.clear();
}

}  // namespace detail

SLIPWAY_DECL asio::awaitable<std::unique_ptr<connection>> connect_ssh(ssh_target target, ask_secret ask) {
  auto socket = co_await dial(detail::describe(target), target.address, target.port,
                              std::chrono::duration_cast<std::chrono::milliseconds>(target.connect_within));
  detail::ssh_undone guard(std::make_shared<ssh_session>(std::move(socket), detail::describe(target)));
  const auto session = guard.session;
  co_await detail::greet(*session, target, ask);
  auto host_key = detail::shown_key(*session);
  session->memory().stop_wiping();
  session->keep_alive(target.keep_alive_every);
  guard.session.reset();
  co_return std::make_unique<detail::ssh_connection>(session, std::move(host_key));
}

}  // namespace slipway::transport
