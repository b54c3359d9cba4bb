// Static plans as SVG, laid out by ourselves: the same on every machine, and with nothing installed.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// One frame a role, with a legend. Needs no other file; follows the reader's choice of a light or dark page where the
/// viewer knows it, and is light elsewhere. Kinds of edges differ in line and arrowhead too.
[[nodiscard]] SLIPWAY_DECL std::string graph_svg(const plan::graph& g);

/// Text between tags or inside an attribute's quotes.
[[nodiscard]] SLIPWAY_DECL std::string xml_escape(std::string_view text);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_svg.ipp>
#endif
