// Plan files: what was reviewed, so that apply does exactly that or nothing.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/review.hpp>

namespace slipway::front {

/// What a plan file says.
struct reviewed_plan {
  bool prune = false;                                // orphans are taken back, too
  std::map<std::string, plan::reviewed_host> hosts;  // by their full names
};

/// Whether orphans that are found are to be taken back.
enum class pruning : bool { no, yes };

struct planned_host {
  const plan::host_plan* plan = nullptr;
  plan::reviewed_host reviewed;
};

/// Writes the file at once and whole: the lines of `plan --json`, with digests of what would be done, and a last line that says
/// what they are of. No secret is in it. Throws std::runtime_error with one sentence.
SLIPWAY_DECL void write_plan_file(const std::string& file, std::string_view layout, pruning orphans,
                                  std::span<const planned_host> planned);

/// Throws std::runtime_error with one sentence for a file that is damaged, or was made by another layout or version of Slipway.
[[nodiscard]] SLIPWAY_DECL reviewed_plan read_plan_file(const std::string& file, std::string_view layout);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/plan_file.ipp>
#endif
