#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include <slipway/core/layered_layout.hpp>
#include <slipway/front/graph_svg.hpp>
#include <slipway/front/graph_words.hpp>

namespace slipway::front {
namespace detail::svg {

using layered::extent, layered::point;

inline constexpr double letter_width = 8, line_height = 18, padding = 12;

// rules of their own for dark pages, not variables: many viewers know only the former
inline constexpr std::string_view style = R"(<style>
text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328; white-space: pre; }
.name { font-weight: bold; }
.note { fill: #57606a; }
.page { fill: #ffffff; }
.frame { fill: none; stroke: #8c959f; }
.box { fill: #f6f8fa; stroke: #57606a; }
path { fill: none; stroke-width: 1.5; }
marker path { stroke-width: 1; }
.after { stroke: #424a53; }
.condition { stroke: #b45309; stroke-dasharray: 8 4; }
.may-affect { stroke: #0e7490; stroke-dasharray: 2 3; }
.machine { stroke: #7c3aed; stroke-width: 4; }
#after path { fill: #424a53; stroke: #424a53; }
#condition path { fill: #ffffff; stroke: #b45309; }
#may-affect path { fill: none; stroke: #0e7490; }
#machine path { fill: #7c3aed; stroke: #7c3aed; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.note { fill: #9da7b3; }
.page { fill: #0d1117; }
.frame { stroke: #6e7681; }
.box { fill: #161b22; stroke: #8b949e; }
.after { stroke: #c9d1d9; }
.condition { stroke: #f59e0b; }
.may-affect { stroke: #22d3ee; }
.machine { stroke: #c4b5fd; }
#after path { fill: #c9d1d9; stroke: #c9d1d9; }
#condition path { fill: #0d1117; stroke: #f59e0b; }
#may-affect path { stroke: #22d3ee; }
#machine path { fill: #c4b5fd; stroke: #c4b5fd; }
}
</style>
)";

/// Each ends where its arrow ends.
inline std::string arrowhead(std::string_view kind, int size, std::string_view shape) {
  return fmt::format(
      "<marker id=\"{0}\" markerUnits=\"userSpaceOnUse\" markerWidth=\"{1}\" markerHeight=\"{1}\" refX=\"{2}\" refY=\"{3}\" "
      "orient=\"auto\"><path d=\"{4}\"/></marker>\n",
      kind, size, size - 2, size / 2, shape);
}

inline std::string arrowheads() {
  return "<defs>\n" + arrowhead("after", 12, "M 1 2 L 10 6 L 1 10 Z") + arrowhead("condition", 12, "M 1 2 L 10 6 L 1 10 Z") +
         arrowhead("may-affect", 12, "M 1 2 L 10 6 L 1 10") + arrowhead("machine", 18, "M 2 9 L 9 3 L 16 9 L 9 15 Z") +
         "</defs>\n";
}

/// As wide as a terminal would show it, or wider: letters from U+1000 on count twice.
inline double width_of(std::string_view text) {
  double columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    columns += byte >= 0xe1 ? 2 : byte < 0x80 || byte >= 0xc0 ? 1 : 0;
  }
  return columns * letter_width;
}

inline extent extent_of(std::span<const std::string> lines) {
  extent all{0, static_cast<double>(lines.size()) * line_height + padding};
  for (const auto& line : lines) all.width = std::max(all.width, width_of(line) + 2 * padding);
  return all;
}

/// Straight down inside layers, and a curve from one to the next.
inline std::string path_data(std::span<const point> route, point corner) {
  auto data = fmt::format("M {:.0f} {:.0f}", corner.x + route[0].x, corner.y + route[0].y);
  for (std::size_t k = 1; k < route.size(); ++k) {
    const point from{corner.x + route[k - 1].x, corner.y + route[k - 1].y}, to{corner.x + route[k].x, corner.y + route[k].y};
    const auto middle = (from.y + to.y) / 2;
    if (from.x == to.x) data += fmt::format(" V {:.0f}", to.y);
    else data += fmt::format(" C {:.0f} {:.1f} {:.0f} {:.1f} {:.0f} {:.0f}", from.x, middle, to.x, middle, to.x, to.y);
  }
  return data;
}

inline std::string arrow(std::span<const point> route, point corner, std::string_view kind, std::string_view words) {
  return fmt::format("<path class=\"{0}\" marker-end=\"url(#{0})\" d=\"{1}\"><title>{2}</title></path>\n", kind,
                     path_data(route, corner), xml_escape(words));
}

inline std::string rectangle(std::string_view kind, point corner, extent size, int rounding) {
  return fmt::format("<rect class=\"{}\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"{}\"/>\n", kind,
                     corner.x, corner.y, size.width, size.height, rounding);
}

/// The first of the lines are names, the others notes.
inline std::string written(std::span<const std::string> lines, point corner, std::size_t names) {
  std::string text;
  for (std::size_t i = 0; i != lines.size(); ++i)
    text += fmt::format("<text class=\"{}\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", i < names ? "name" : "note",
                        corner.x + padding, corner.y + line_height * static_cast<double>(i + 1), xml_escape(lines[i]));
  return text;
}

/// One role, laid out by itself.
struct frame {
  const plan::graph_role* role;
  std::vector<std::string> title;
  std::vector<std::vector<std::string>> lines;  // of each box
  std::vector<extent> boxes;
  layered::drawing inside;

  frame(const plan::graph& g, const plan::graph_role& r) : role(&r), title(frame_lines(g, r)) {
    for (std::size_t i = 0; i != r.operations.size(); ++i) {
      lines.push_back(box_lines(r, i));
      boxes.push_back(extent_of(lines.back()));
    }
    std::vector<layered::arrow> arrows;
    for (const auto& e : r.edges) arrows.push_back({e.from, e.to});
    inside = layered::lay_out(boxes, arrows);
  }

  [[nodiscard]] extent size() const {
    const auto words = extent_of(title);
    return {std::max(words.width, inside.size.width + 2 * padding), words.height + inside.size.height + 2 * padding};
  }

  [[nodiscard]] std::string draw(point corner) const {
    auto text = rectangle("frame", corner, size(), 6) + written(title, corner, title.size());
    const point origin{corner.x + padding, corner.y + extent_of(title).height + padding};
    for (std::size_t i = 0; i != boxes.size(); ++i) {
      const point at{origin.x + inside.corners[i].x, origin.y + inside.corners[i].y};
      text += rectangle("box", at, boxes[i], role->operations[i].operation->action ? 16 : 3) + written(lines[i], at, 1);
    }
    for (std::size_t k = 0; k != role->edges.size(); ++k) {
      const auto& e = role->edges[k];
      text +=
          arrow(inside.routes[k], origin, plan::to_text(e.kind),
                fmt::format("{} -> {} ({})", numbered_name(*role, e.from), numbered_name(*role, e.to), plan::to_text(e.kind)));
    }
    return text;
  }
};

inline extent legend_size(const plan::graph& g) {
  return {360, static_cast<double>(legend_of(g).size() + 1) * line_height + padding};
}

inline std::string draw_legend(const plan::graph& g, point corner) {
  std::string text;
  auto y = corner.y + line_height;
  for (const auto& entry : legend_of(g)) {
    text += fmt::format("<path class=\"{0}\" marker-end=\"url(#{0})\" d=\"M {1:.0f} {2:.0f} H {3:.0f}\"/>\n", entry.kind,
                        corner.x, y - 4, corner.x + 56);
    text += fmt::format("<text class=\"note\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", corner.x + 72, y, entry.meaning);
    y += line_height;
  }
  text += rectangle("box", {corner.x, y - 13}, {56, 16}, 8);
  return text +
         fmt::format("<text class=\"note\" x=\"{:.0f}\" y=\"{:.0f}\">an action: done, not kept</text>\n", corner.x + 72, y);
}

}  // namespace detail::svg

SLIPWAY_DECL std::string xml_escape(std::string_view text) {
  std::string escaped;
  for (const char c : drawable(text)) {
    if (c == '&') escaped += "&amp;";
    else if (c == '<') escaped += "&lt;";
    else if (c == '>') escaped += "&gt;";
    else if (c == '"') escaped += "&quot;";
    else escaped += c;
  }
  return escaped;
}

SLIPWAY_DECL std::string graph_svg(const plan::graph& g) {
  namespace svg = detail::svg;
  std::vector<svg::frame> frames;
  std::vector<layered::extent> sizes;
  for (const auto& role : g.roles) sizes.push_back(frames.emplace_back(g, role).size());
  const auto between = plan::role_edges(g);
  std::vector<layered::arrow> arrows;
  for (const auto& e : between) arrows.push_back({e.from, e.to});
  const auto page = layered::lay_out(sizes, arrows, {.between_boxes = 32, .between_layers = 64, .widest_layer = 2400});

  const double margin = 16;
  const auto width = std::max(page.size.width, svg::legend_size(g).width) + 2 * margin;
  const auto height = page.size.height + svg::legend_size(g).height + 2 * margin;
  auto text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\">\n"
      "<title>{2}</title>\n",
      width, height, xml_escape(g.layout));
  text += svg::style;
  text += svg::arrowheads();
  text += svg::rectangle("page", {}, {width, height}, 0);
  for (std::size_t r = 0; r != frames.size(); ++r)
    text += frames[r].draw({margin + page.corners[r].x, margin + page.corners[r].y});
  for (std::size_t k = 0; k != between.size(); ++k)
    text += svg::arrow(page.routes[k], {margin, margin}, "machine",
                       frames[between[k].from].title.front() + " -> " + frames[between[k].to].title.front());
  return text + svg::draw_legend(g, {margin, margin + page.size.height + svg::padding}) + "</svg>\n";
}

}  // namespace slipway::front
