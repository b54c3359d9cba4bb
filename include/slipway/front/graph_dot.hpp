// Static plans in Graphviz' language.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// One cluster a role, with a legend. Light, so that it reads on dark pages too; kinds of edges differ in line and arrowhead.
[[nodiscard]] SLIPWAY_DECL std::string graph_dot(const plan::graph& g);

/// One line of a label inside quotes: nothing in it means anything to Graphviz.
[[nodiscard]] SLIPWAY_DECL std::string dot_escape(std::string_view text);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_dot.ipp>
#endif
