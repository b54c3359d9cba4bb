// This machine as a host: commands run by its shell, as the user who runs the program.
#pragma once

#include <memory>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

/// Never fails by itself; `open` throws `error` when a process cannot be started.
[[nodiscard]] SLIPWAY_DECL asio::awaitable<std::unique_ptr<connection>> connect_local();

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/local.ipp>
#endif
