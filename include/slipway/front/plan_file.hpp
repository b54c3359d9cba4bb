// Plan files: what was reviewed, so that apply does exactly that or nothing.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>

namespace slipway::front {

/// A reviewed plan: the JSON lines of `plan --json`, by host.
struct reviewed_plan {
  std::map<std::string, std::vector<std::string>> steps;
};

/// Writes the file at once and whole; throws std::runtime_error with one sentence.
SLIPWAY_DECL void write_plan_file(const std::string& file, std::string_view layout,
                                  std::span<const fleet::session* const> planned);

/// Throws std::runtime_error with one sentence for a file that is damaged, or of another layout.
[[nodiscard]] SLIPWAY_DECL reviewed_plan read_plan_file(const std::string& file, std::string_view layout);

/// How the present plan differs from the reviewed one, in words; nothing where they are the same.
[[nodiscard]] SLIPWAY_DECL std::optional<std::string> difference(const reviewed_plan& reviewed, const plan::host_plan& now);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/plan_file.ipp>
#endif
