// Static plans to be read in a terminal.
#pragma once

#include <string>

#include <slipway/config.hpp>
#include <slipway/front/people.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// For every role its machines, its operations in their order, and below each what it waits for.
[[nodiscard]] SLIPWAY_DECL std::string graph_text(const plan::graph& g, const wording& w);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_text.ipp>
#endif
