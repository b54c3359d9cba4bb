// From a host's name to a TCP connection.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

using endpoints = std::vector<asio::ip::tcp::endpoint>;

/// The addresses of a name, or the address that it is. `who` begins the messages. Throws `error` (resolve, timed_out). Names
/// may be looked up side by side: one that no server answers for holds nobody up.
[[nodiscard]] SLIPWAY_DECL asio::awaitable<endpoints> look_up(std::string who, std::string address, unsigned port,
                                                              std::chrono::milliseconds within);

/// Looks the name up and connects to the first of its addresses that answers; each gets its share of the
/// time. `who` begins the messages. Throws `error` (resolve, connect, timed_out).
[[nodiscard]] SLIPWAY_DECL asio::awaitable<asio::ip::tcp::socket> dial(std::string who, std::string address, unsigned port,
                                                                       std::chrono::milliseconds within);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/dial.ipp>
#endif
