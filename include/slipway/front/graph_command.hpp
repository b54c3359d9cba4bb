// `graph`: the operations of what is selected, as a picture.
#pragma once

#include <slipway/config.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Contacts no host; its exit status. Throws usage_error.
[[nodiscard]] SLIPWAY_DECL int graph_command(const program& p, const request& asked, const printer& print);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_command.ipp>
#endif
