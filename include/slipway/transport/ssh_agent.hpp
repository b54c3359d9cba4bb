// The user's ssh-agent (draft-miller-ssh-agent), asked without blocking: it may wait for a finger on a key.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

/// A connection to an agent. An agent that does not answer as it should has no keys and signs nothing.
class ssh_agent {
 public:
  explicit ssh_agent(asio::local::stream_protocol::socket socket) : socket_(std::move(socket)) {}

  /// Null where there is no agent at this path.
  static SLIPWAY_DECL asio::awaitable<std::unique_ptr<ssh_agent>> connect(std::string path);

  /// The public keys that it holds.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<std::vector<std::string>> keys();
  /// The bare signature; empty where the agent refuses. `flags`: 2 for rsa-sha2-256, 4 for rsa-sha2-512.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<std::string> sign(std::string public_key, std::string data, std::uint32_t flags);
  /// Ends what is pending.
  SLIPWAY_DECL void cancel();

 private:
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<std::string> ask(std::string question);

  asio::local::stream_protocol::socket socket_;
};

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_agent.ipp>
#endif
