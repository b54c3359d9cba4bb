// The program: a command line in, an exit status out.
#pragma once

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Exit status: 0 all is well (nothing was to be done, or nothing was approved); 1 something failed, or was interrupted before
/// anything was changed; 2 the arguments or files are wrong and no host was touched; 3 `plan --detailed-exitcode` found
/// something to change; 4 a run was cut short that can be resumed.
[[nodiscard]] SLIPWAY_DECL int run(const program& p, int argc, const char* const* argv);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/run.ipp>
#endif
