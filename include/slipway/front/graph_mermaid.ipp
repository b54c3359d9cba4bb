#pragma once

#include <fmt/format.h>

#include <vector>

#include <slipway/front/graph_mermaid.hpp>
#include <slipway/front/graph_words.hpp>

namespace slipway::front {
namespace detail {

inline std::string_view mermaid_arrow(plan::relation kind) {
  switch (kind) {
    case plan::relation::after: return "-->";
    case plan::relation::condition: return "-->|asks whether it changed|";
    case plan::relation::may_affect: break;
  }
  return "-.->|may affect|";
}

inline std::string mermaid_label(const std::vector<std::string>& lines) {
  std::string label;
  for (const auto& line : lines) label += (label.empty() ? "" : "<br/>") + mermaid_escape(line);
  return label;
}

inline std::string mermaid_subgraph(const plan::graph& g, std::size_t r) {
  const auto& role = g.roles[r];
  auto text = fmt::format("  subgraph {}[\"{}\"]\n", id_of(r), mermaid_label(frame_lines(g, role)));
  for (std::size_t i = 0; i != role.operations.size(); ++i) {
    const bool action = role.operations[i].operation->action;
    text += fmt::format("    {}{}\"{}\"{}\n", id_of(r, i), action ? "([" : "[", mermaid_label(box_lines(role, i)),
                        action ? "])" : "]");
  }
  return text + "  end\n";
}

}  // namespace detail

SLIPWAY_DECL std::string mermaid_escape(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-/()";
  std::string escaped;
  for (const char c : drawable(text)) {
    // Mermaid 11 makes a new line of a backslash before an n, coded or not: U+2060, which nobody sees, keeps them apart
    if (c == 'n' && escaped.ends_with("#92;")) escaped += "#8288;";
    // a code of Mermaid's own: it stays a code until Markdown and HTML are done
    if (static_cast<unsigned char>(c) < 0x80 && plain.find(c) == std::string_view::npos)
      escaped += fmt::format("#{};", static_cast<int>(c));
    else escaped += c;
  }
  return escaped;
}

SLIPWAY_DECL std::string graph_mermaid(const plan::graph& g) {
  std::string text = "flowchart TB\n", dashed;
  for (std::size_t r = 0; r != g.roles.size(); ++r) text += detail::mermaid_subgraph(g, r);
  std::size_t count = 0;
  for (std::size_t r = 0; r != g.roles.size(); ++r)
    for (const auto& e : g.roles[r].edges) {
      text += fmt::format("  {} {} {}\n", id_of(r, e.from), detail::mermaid_arrow(e.kind), id_of(r, e.to));
      if (e.kind == plan::relation::condition) dashed += (dashed.empty() ? "" : ",") + std::to_string(count);
      ++count;
    }
  for (const auto& e : plan::role_edges(g)) text += fmt::format("  {} ==> {}\n", id_of(e.from), id_of(e.to));
  if (!dashed.empty()) text += "  linkStyle " + dashed + " stroke-dasharray:9 4\n";
  return text;
}

}  // namespace slipway::front
