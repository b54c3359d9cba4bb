// `forget`: what has left the layout, and is gone for good, leaves the controller's record.
#pragma once

#include <slipway/config.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Contacts no host, and takes nothing back. Throws usage_error where a pattern matches nothing that has left the layout.
[[nodiscard]] SLIPWAY_DECL int forget_command(const program& p, const request& asked, printer& print);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/forget_command.ipp>
#endif
