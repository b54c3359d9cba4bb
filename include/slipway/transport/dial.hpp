// From a host's name to a TCP connection.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

/// Looks the name up and connects to the first of its addresses that answers; each gets its share of the
/// time. `who` begins the messages. Throws `error` (resolve, connect, timed_out).
[[nodiscard]] SLIPWAY_DECL asio::awaitable<asio::ip::tcp::socket> dial(std::string who, std::string address, unsigned port,
                                                                       std::chrono::milliseconds within);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/dial.ipp>
#endif
