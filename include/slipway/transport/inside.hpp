// A container as a host: commands run by what enters it, over the connection of its machine.
#pragma once

#include <memory>
#include <string>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

/// What the entering program makes of a dollar sign in its arguments: systemd-run expands variables, and takes two for one.
enum class dollars : unsigned char { plain, doubled };

/// Commands become `ENTRY sh -c 'COMMAND'` on the outer connection, which it owns. `entry` are words of a shell, quoted already.
[[nodiscard]] SLIPWAY_DECL std::unique_ptr<connection> connect_inside(std::unique_ptr<connection> outer, std::string entry,
                                                                      dollars signs);

/// What runs a command inside, as text for the outer shell.
[[nodiscard]] SLIPWAY_DECL std::string command_inside(const std::string& entry, const std::string& command, dollars signs);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/inside.ipp>
#endif
