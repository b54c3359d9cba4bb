#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/front/graph_words.hpp>
#include <slipway/front/json.hpp>

namespace slipway::front {

SLIPWAY_DECL std::string drawable(std::string_view text) {
  auto line = clean(text);
  for (const std::string_view none : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
    for (auto at = line.find(none); at != std::string::npos; at = line.find(none, at)) line.replace(at, 3, "\xef\xbf\xbd");
  return line;
}

SLIPWAY_DECL std::string numbered_name(const plan::graph_role& role, std::size_t operation) {
  return std::to_string(operation + 1) + " " + drawable(role.operations[operation].operation->name);
}

SLIPWAY_DECL std::vector<std::string> box_lines(const plan::graph_role& role, std::size_t operation) {
  const auto& o = role.operations[operation];
  std::vector<std::string> lines{numbered_name(role, operation), drawable(source_of(*o.operation))};
  // arrows show what a condition asks of other operations
  const auto asks_fact = [](const token& t) { return t.kind == token_kind::compare; };
  if (std::ranges::any_of(o.operation->condition, asks_fact)) lines.push_back(drawable("when " + o.condition));
  for (auto& note : plan::notes_of(o)) lines.push_back(std::move(note));
  return lines;
}

SLIPWAY_DECL std::string machine_line(const plan::graph& g, std::size_t machine) {
  std::string line = drawable(g.machines[machine].name);
  const auto& after = g.machines[machine].after;
  for (std::size_t i = 0; i != after.size(); ++i) {
    const auto& earlier = g.machines[after[i]];
    line += (i == 0 ? " (after " : ", ") + drawable(earlier.name) + (earlier.role ? "" : ", which is not selected");
  }
  return line + (after.empty() ? "" : ")");
}

SLIPWAY_DECL std::vector<std::string> frame_lines(const plan::graph& g, const plan::graph_role& role) {
  constexpr std::size_t most = 12;
  std::vector<std::string> lines;
  const auto shown = role.machines.size() > most ? most - 1 : role.machines.size();
  for (std::size_t i = 0; i != shown; ++i) lines.push_back(machine_line(g, role.machines[i]));
  if (shown != role.machines.size()) lines.push_back("and " + std::to_string(role.machines.size() - shown) + " more");
  return lines;
}

SLIPWAY_DECL std::vector<legend_entry> legend_of(const plan::graph& g) {
  std::vector<legend_entry> entries{
      {"after", "comes after it"}, {"condition", "asks whether it changed"}, {"may-affect", "may be affected by it"}};
  std::erase_if(entries, [&](const legend_entry& entry) {
    return std::ranges::none_of(g.roles, [&](const plan::graph_role& role) {
      return std::ranges::any_of(role.edges, [&](const plan::graph_edge& e) { return plan::to_text(e.kind) == entry.kind; });
    });
  });
  if (!plan::role_edges(g).empty()) entries.push_back({"machine", "machines that come after it"});
  return entries;
}

SLIPWAY_DECL std::string id_of(std::size_t role, std::size_t operation) { return id_of(role) + "_s" + std::to_string(operation); }

SLIPWAY_DECL std::string id_of(std::size_t role) { return "r" + std::to_string(role); }

}  // namespace slipway::front
