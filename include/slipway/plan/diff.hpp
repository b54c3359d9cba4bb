// Differences of texts, as unified diffs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>

namespace slipway::plan {

/// Lines of a unified diff with three lines of context, cleaned, without the two lines that name the files; a sentence
/// instead where one side is no text or is over 1 MiB.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> unified_diff(std::string_view before, std::string_view after);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/diff.ipp>
#endif
