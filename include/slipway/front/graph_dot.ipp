#pragma once

#include <fmt/format.h>

#include <vector>

#include <slipway/front/graph_dot.hpp>
#include <slipway/front/graph_words.hpp>

namespace slipway::front {
namespace detail {

inline std::string_view dot_style(std::string_view kind) {
  if (kind == "after") return "style=solid, arrowhead=normal, color=\"#424a53\"";
  if (kind == "condition") return "style=dashed, arrowhead=onormal, color=\"#b45309\"";
  if (kind == "may-affect") return "style=dotted, arrowhead=vee, penwidth=1.5, color=\"#0e7490\"";
  return "style=bold, arrowhead=diamond, penwidth=3, color=\"#7c3aed\"";
}

inline std::string dot_label(const std::vector<std::string>& lines, std::string_view end_of_line) {
  std::string label;
  for (const auto& line : lines) label += dot_escape(line) + std::string(end_of_line);
  return label;
}

inline std::string dot_cluster(const plan::graph& g, std::size_t r) {
  const auto& role = g.roles[r];
  auto text = fmt::format("  subgraph cluster_{} {{\n    label=\"{}\";\n", id_of(r), dot_label(frame_lines(g, role), "\\l"));
  for (std::size_t i = 0; i != role.operations.size(); ++i)
    text += fmt::format("    {} [label=\"{}\"{}];\n", id_of(r, i), dot_label(box_lines(role, i), "\\n"),
                        role.operations[i].operation->action ? ", style=\"filled,rounded\"" : "");
  return text + "  }\n";
}

inline std::string dot_edges(const plan::graph& g) {
  std::string text;
  for (std::size_t r = 0; r != g.roles.size(); ++r)
    for (const auto& e : g.roles[r].edges)
      text += fmt::format("  {} -> {} [{}];\n", id_of(r, e.from), id_of(r, e.to), dot_style(plan::to_text(e.kind)));
  for (const auto& e : plan::role_edges(g)) {
    const auto& earlier = g.roles[e.from].operations;
    if (earlier.empty() || g.roles[e.to].operations.empty()) continue;
    // edges join nodes; these are cut off where they meet the clusters
    text += fmt::format("  {} -> {} [ltail=cluster_{}, lhead=cluster_{}, minlen=2, {}];\n", id_of(e.from, earlier.size() - 1),
                        id_of(e.to, 0), id_of(e.from), id_of(e.to), dot_style("machine"));
  }
  return text;
}

inline std::string dot_legend(const plan::graph& g) {
  std::string text =
      "  subgraph cluster_legend {\n    label=\"legend\";\n"
      "    legend_earlier [label=\"earlier\"];\n    legend_later [label=\"later\"];\n"
      "    legend_action [label=\"an action: done, not kept\", style=\"filled,rounded\"];\n";
  for (const auto& entry : legend_of(g))
    text += fmt::format("    legend_earlier -> legend_later [label=\"{}\", {}];\n", entry.meaning, dot_style(entry.kind));
  return text + "  }\n";
}

}  // namespace detail

SLIPWAY_DECL std::string dot_escape(std::string_view text) {
  std::string escaped;
  for (const char c : drawable(text)) {
    if (c == '"' || c == '\\') escaped += {'\\', c};
    else if (c == '&') escaped += "&amp;";  // labels know the entities of HTML
    else escaped += c;
  }
  return escaped;
}

SLIPWAY_DECL std::string graph_dot(const plan::graph& g) {
  auto text = fmt::format(
      "digraph \"{}\" {{\n"
      "  graph [compound=true, rankdir=TB, bgcolor=\"white\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, labeljust=l, "
      "color=\"#57606a\", style=rounded];\n"
      "  node [shape=box, style=filled, fillcolor=\"#f6f8fa\", color=\"#57606a\", fontname=\"Helvetica,Arial,sans-serif\", "
      "fontsize=11];\n"
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10];\n",
      dot_escape(g.layout));
  for (std::size_t r = 0; r != g.roles.size(); ++r) text += detail::dot_cluster(g, r);
  return text + detail::dot_edges(g) + detail::dot_legend(g) + "}\n";
}

}  // namespace slipway::front
