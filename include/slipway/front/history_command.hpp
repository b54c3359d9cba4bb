// The command history: the runs that hosts remember.
#pragma once

#include <slipway/config.hpp>
#include <slipway/front/fleet_run.hpp>

namespace slipway::front {

/// Prints them, and answers with the exit status.
[[nodiscard]] SLIPWAY_DECL int history_command(fleet_run& run);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/history_command.ipp>
#endif
