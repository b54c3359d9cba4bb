#pragma once

#include <fmt/format.h>

#include <slipway/front/graph_text.hpp>
#include <slipway/front/graph_words.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {
namespace detail {

inline std::string names_before(const plan::graph_role& role, std::size_t to, plan::relation kind) {
  std::string names;
  for (const auto& e : role.edges)
    if (e.to == to && e.kind == kind) names += (names.empty() ? "" : ", ") + numbered_name(role, e.from);
  return names;
}

inline std::vector<std::string> waits_of(const plan::graph_role& role, std::size_t i) {
  std::vector<std::string> lines;
  const auto& o = role.operations[i];
  if (const auto names = names_before(role, i, plan::relation::after); !names.empty()) lines.push_back("after " + names);
  if (!o.condition.empty()) lines.push_back("when " + drawable(o.condition));
  if (const auto names = names_before(role, i, plan::relation::may_affect); !names.empty())
    lines.push_back("may be affected by " + names);
  for (auto& note : plan::notes_of(o)) lines.push_back(std::move(note));
  return lines;
}

}  // namespace detail

SLIPWAY_DECL std::string graph_text(const plan::graph& g, const wording& w) {
  std::string text;
  for (const auto& role : g.roles) {
    if (!text.empty()) text += '\n';
    for (const auto machine : role.machines) text += tinted(machine_line(g, machine), tint::bold, w.colored) + "\n";
    const auto digits = std::to_string(role.operations.size()).size();
    for (std::size_t i = 0; i != role.operations.size(); ++i) {
      const auto& operation = *role.operations[i].operation;
      text += fmt::format("  {:>{}}  {}  {}\n", i + 1, digits, drawable(operation.name),
                          tinted(drawable(source_of(operation)), tint::dim, w.colored));
      for (const auto& line : detail::waits_of(role, i)) text += fmt::format("{:{}}{}\n", "", digits + 6, line);
    }
  }
  return text;
}

}  // namespace slipway::front
