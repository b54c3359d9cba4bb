#pragma once

#include <algorithm>
#include <tuple>

#include <slipway/plan/condition_text.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view to_text(relation r) {
  switch (r) {
    case relation::after: return "after";
    case relation::condition: return "condition";
    case relation::may_affect: break;
  }
  return "may-affect";
}

namespace detail {

/// Effects on a whole space are edges while they are few, and a note where they are more.
inline constexpr std::size_t most_wide_edges = 6;

inline std::vector<std::string_view> names_of_spaces(unsigned spaces) {
  std::vector<std::string_view> names;
  for (const std::string_view name : {"path", "package", "unit", "user", "group"}) {
    if ((spaces & space_bit(name)) != 0) names.push_back(name);
    spaces &= ~space_bit(name);
  }
  if (spaces != 0) names.emplace_back("thing of another kind");
  return names;
}

inline void add_wide_effects(graph_role& role, const static_plan& plan, std::size_t from) {
  const row& writer = plan.rows[from];
  if (writer.affects_everything) return;
  std::vector<graph_edge> found;
  unsigned spaces = 0;
  for (auto to = from + 1; to < plan.rows.size(); ++to) {
    const row& reader = plan.rows[to];
    if (reader.reads_anything || !static_plan::affects_widely(writer, reader)) continue;
    found.push_back({from, to, relation::may_affect});
    spaces |= writer.affects_spaces & reader.reads_spaces;
  }
  if (found.size() > most_wide_edges) role.operations[from].affects_every = names_of_spaces(spaces);
  else role.edges.insert(role.edges.end(), found.begin(), found.end());
}

inline graph_role role_of(const static_plan& plan) {
  graph_role role;
  for (std::size_t i = 0; i != plan.rows.size(); ++i) {
    const row& r = plan.rows[i];
    role.operations.push_back(
        {&r, condition_text(r.condition), r.affects_everything && i + 1 != plan.rows.size(), r.reads_anything && i != 0});
  }
  for (const auto& e : plan.edges()) role.edges.push_back({e.from, e.to, e.condition ? relation::condition : relation::after});
  for (const auto& e : plan.effects()) {
    // an effect on what came earlier makes nothing wait
    if (e.from < e.to && !plan.rows[e.from].affects_everything && !plan.rows[e.to].reads_anything)
      role.edges.push_back({e.from, e.to, relation::may_affect});
  }
  for (std::size_t i = 0; i != plan.rows.size(); ++i) add_wide_effects(role, plan, i);
  std::ranges::sort(role.edges, {}, [](const graph_edge& e) { return std::tuple(e.to, e.from, e.kind); });
  role.edges.erase(std::unique(role.edges.begin(), role.edges.end()), role.edges.end());
  return role;
}

inline void add_machines(graph& g, std::span<const deployable* const> selected) {
  std::vector<const row*> tables;  // of the roles so far
  for (const auto* d : selected) {
    const auto known = std::ranges::find(tables, d->plan->rows.data());
    const auto role = static_cast<std::size_t>(known - tables.begin());
    if (known == tables.end()) {
      tables.push_back(d->plan->rows.data());
      g.roles.push_back(role_of(*d->plan));
    }
    g.roles[role].machines.push_back(g.machines.size());
    g.machines.push_back({full_name(*d), role});
  }
}

}  // namespace detail

SLIPWAY_DECL graph make_graph(const program& p, std::span<const deployable* const> selected) {
  graph g{std::string(p.layout), {}, {}};
  detail::add_machines(g, selected);
  std::vector<const deployable*> known(selected.begin(), selected.end());
  for (std::size_t i = 0; i != selected.size(); ++i)
    for (const auto needed : selected[i]->dependencies) {
      const auto* const earlier = &p.deployables[needed];
      const auto found = std::ranges::find(known, earlier);
      g.machines[i].after.push_back(static_cast<std::size_t>(found - known.begin()));
      if (found != known.end()) continue;
      known.push_back(earlier);
      g.machines.push_back({full_name(*earlier), std::nullopt});
    }
  return g;
}

SLIPWAY_DECL std::vector<std::string> notes_of(const graph_operation& o) {
  std::vector<std::string> notes;
  if (o.affected_by_everything) notes.emplace_back("everything before it may affect it");
  if (o.affects_everything) notes.emplace_back("may affect everything after it");
  if (o.affects_every.empty()) return notes;
  std::string every = "may affect every ";
  for (std::size_t i = 0; i != o.affects_every.size(); ++i)
    every += (i == 0 ? "" : i + 1 == o.affects_every.size() ? " and " : ", ") + std::string(o.affects_every[i]);
  notes.push_back(every + " after it");
  return notes;
}

SLIPWAY_DECL std::vector<role_edge> role_edges(const graph& g) {
  std::vector<role_edge> edges;
  for (const auto& machine : g.machines)
    for (const auto k : machine.after)
      if (const auto from = g.machines[k].role; from && machine.role && *from != *machine.role)
        edges.push_back({*from, *machine.role});
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

}  // namespace slipway::plan
