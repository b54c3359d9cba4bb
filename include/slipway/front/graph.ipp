#pragma once

#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <slipway/front/graph.hpp>
#include <slipway/front/graph_dot.hpp>
#include <slipway/front/graph_mermaid.hpp>
#include <slipway/front/graph_svg.hpp>
#include <slipway/front/graph_text.hpp>
#include <slipway/front/graphviz.hpp>
#include <slipway/front/json.hpp>

namespace slipway::front {
namespace detail {

inline std::string draw_svg(const plan::graph& g, svg_layout layout) {
  if (layout == svg_layout::own) return graph_svg(g);
  if (auto svg = svg_by_graphviz(graph_dot(g))) return std::move(*svg);
  if (layout == svg_layout::automatic) return graph_svg(g);
  throw std::runtime_error("Graphviz' program 'dot' is not installed, or failed; `--layout own` needs none");
}

}  // namespace detail

SLIPWAY_DECL std::string draw(const plan::graph& g, const drawing_options& how, const wording& w) {
  switch (how.format) {
    case graph_format::dot: return graph_dot(g);
    case graph_format::mermaid: return graph_mermaid(g);
    case graph_format::svg: return detail::draw_svg(g, how.layout);
    case graph_format::json: return boost::json::serialize(json_of(g)) + "\n";
    case graph_format::text: break;
  }
  return graph_text(g, w);
}

SLIPWAY_DECL void write_drawing(const std::string& file, const std::string& drawing) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << drawing;
  out.close();
  if (!out) throw std::runtime_error("the graph cannot be written to '" + file + "': " + std::strerror(errno));
}

}  // namespace slipway::front
