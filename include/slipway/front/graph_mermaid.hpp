// Static plans as flowcharts of Mermaid.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// One subgraph a role. Kinds of edges differ in line and label; colours are the page's.
[[nodiscard]] SLIPWAY_DECL std::string graph_mermaid(const plan::graph& g);

/// One line of a quoted label: nothing in it means anything to Mermaid, to Markdown or to HTML.
[[nodiscard]] SLIPWAY_DECL std::string mermaid_escape(std::string_view text);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_mermaid.ipp>
#endif
