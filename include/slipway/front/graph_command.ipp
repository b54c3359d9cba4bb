#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <slipway/front/graph.hpp>
#include <slipway/front/graph_command.hpp>
#include <slipway/front/preflight.hpp>

namespace slipway::front {

SLIPWAY_DECL int graph_command(const program& p, const request& asked, const printer& print) {
  if (asked.drawing.layout != svg_layout::automatic && asked.drawing.format != graph_format::svg)
    throw usage_error("--layout says who lays out an SVG; use it with --format svg");
  const auto selected = selected_of(p, asked);
  auto words = print.words();
  words.colored = wants_color(asked.color, asked.drawing.out.empty() ? STDOUT_FILENO : -1);
  const auto drawn = draw(plan::make_graph(p, selected), asked.drawing, words);
  if (asked.drawing.out.empty()) fmt::print(stdout, "{}", drawn);
  else write_drawing(asked.drawing.out, drawn);
  return 0;
}

}  // namespace slipway::front
