// SSH by libssh2, driven by Asio coroutines.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

enum class unknown_host_keys { refuse, accept_new };

/// Where and how to log in.
struct ssh_target {
  std::string name;     // for messages: "Machine:web-1"
  std::string address;  // host name or address
  unsigned port = 22;
  std::string user;
  std::vector<std::string> identity_files;  // empty: the agent's, then ~/.ssh/id_ed25519, id_ecdsa, id_rsa
  std::string known_hosts_file;             // empty: ~/.ssh/known_hosts; /etc/ssh/ssh_known_hosts is always read too
  unknown_host_keys unknown = unknown_host_keys::refuse;
  std::string pinned_host_key;                // as `host_key()` gave it: no other one will do, whatever files say
  std::chrono::seconds connect_within{10};    // name look-up and TCP
  std::chrono::seconds login_within{20};      // key exchange, host key, authentication
  std::chrono::seconds keep_alive_every{15};  // three without an answer: the connection is lost
};

/// Asks the operator, without echo; an empty answer means that nobody could be asked. Called at most once a question.
using ask_secret = std::function<std::string(const std::string& question)>;

/// Connects, checks the host key against known_hosts, logs in: agent, key files (asking for a passphrase where one is
/// needed), password and keyboard-interactive (asking) in that order. Throws `error`.
[[nodiscard]] SLIPWAY_DECL asio::awaitable<std::unique_ptr<connection>> connect_ssh(ssh_target target, ask_secret ask);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh.ipp>
#endif
