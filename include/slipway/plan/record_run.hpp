// Decides what a run writes into the manifest.
#pragma once

#include <span>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/recording.hpp>

namespace slipway::plan {

enum class ending_manifest : unsigned char { stays, goes };  // once the run has succeeded

/// What a run of the program's operations records; the first `taken` steps of the plan take records back.
[[nodiscard]] SLIPWAY_DECL recording make_recording(const host_plan& plan, const holdings& found,
                                                    std::span<const operation_records> expected, std::span<const record> taken,
                                                    std::span<const record> carried, ending_manifest ends);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/record_run.ipp>
#endif
