// Graphviz' program `dot`, where it is installed.
#pragma once

#include <optional>
#include <string>

#include <slipway/config.hpp>

namespace slipway::front {

/// What `dot -Tsvg` makes of this text; nothing where there is no such program, or it fails. Waits as long as that takes.
[[nodiscard]] SLIPWAY_DECL std::optional<std::string> svg_by_graphviz(const std::string& dot);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graphviz.ipp>
#endif
