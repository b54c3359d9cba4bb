// The command `graph`: the static plan of what is selected, drawn without contacting a host.
#pragma once

#include <string>

#include <slipway/config.hpp>
#include <slipway/front/people.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

enum class graph_format : unsigned char { text, dot, mermaid, svg, json };

/// Who lays out an SVG; `automatic` is Graphviz where it is installed.
enum class svg_layout : unsigned char { automatic, own, graphviz };

struct drawing_options {
  graph_format format{};
  svg_layout layout{};
  std::string out;  // a file; empty: standard output
};

/// The drawing; it ends in a newline. Throws std::runtime_error with one sentence where Graphviz is asked for and cannot.
[[nodiscard]] SLIPWAY_DECL std::string draw(const plan::graph& g, const drawing_options& how, const wording& w);

/// Writes a file; throws std::runtime_error with one sentence.
SLIPWAY_DECL void write_drawing(const std::string& file, const std::string& drawing);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph.ipp>
#endif
