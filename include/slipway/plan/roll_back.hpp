// What hosts keep of confirmed guards as long as others of their wave may still fail, and how it is put back or let go.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/run_about.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// The script of a run of its own, named `name`, that puts back what this machine's part of `label`'s run has kept, the last
/// guard first. Its journal speaks of the guards in `about`, and ends with `rolled-back`.
[[nodiscard]] SLIPWAY_DECL std::string roll_back_script(const deployable& host, const holdings& found, std::string_view name,
                                                        const run_label& label, const run_about& about);

/// Lets go of what it has kept; says `told` when it has.
[[nodiscard]] SLIPWAY_DECL std::string let_go_script(const deployable& host, std::string_view run_id, std::string_view nonce);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/roll_back.ipp>
#endif
