// Which deployables a run takes, and why.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

struct choice {
  const deployable* host = nullptr;
  bool selected = false;
  std::string reason;
};

struct selection_result {
  std::vector<choice> choices;  // one for each deployable, in the program's order
  std::string problem;          // one message where a pattern is none or matches nothing
};

/// Exclude wins; with includes exactly what they match is taken, else everything that is not excluded.
[[nodiscard]] SLIPWAY_DECL selection_result select(const program& p, std::span<const std::string> include,
                                                   std::span<const std::string> exclude);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/select.ipp>
#endif
