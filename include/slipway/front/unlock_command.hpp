// The command unlock: breaks the lock of hosts.
#pragma once

#include <slipway/config.hpp>
#include <slipway/front/fleet_run.hpp>

namespace slipway::front {

/// Breaks them, says whose they were, and answers with the exit status.
[[nodiscard]] SLIPWAY_DECL int unlock_command(fleet_run& run);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/unlock_command.ipp>
#endif
