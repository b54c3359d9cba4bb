// `list`: which deployables there are, and which of them a run would take.
#pragma once

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Contacts no host but those whose policies ask for facts; its exit status. Throws usage_error.
[[nodiscard]] SLIPWAY_DECL int list_command(const program& p, const request& asked, fleet::inventory known, printer& print);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/list_command.ipp>
#endif
