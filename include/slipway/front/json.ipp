#pragma once

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <slipway/core/clean.hpp>
#include <slipway/front/graph_words.hpp>
#include <slipway/front/json.hpp>

namespace slipway::front {
namespace detail {

inline boost::json::object json_of_node(const plan::graph_role& role, std::size_t r, std::size_t step) {
  const auto& o = role.operations[step];
  boost::json::object node{{"id", id_of(r, step)},
                           {"role", id_of(r)},
                           {"step", step},
                           {"operation", clean(o.operation->name)},
                           {"line", clean(source_of(*o.operation))},
                           {"action", o.operation->action}};
  if (!o.condition.empty()) node["condition"] = clean(o.condition);
  if (o.affects_everything) node["affects_everything"] = true;
  if (o.affected_by_everything) node["affected_by_everything"] = true;
  if (o.affects_every.empty()) return node;
  boost::json::array spaces;
  for (const auto space : o.affects_every) spaces.emplace_back(space);
  node["affects_every"] = std::move(spaces);
  return node;
}

inline boost::json::array json_of_machines(const plan::graph& g) {
  boost::json::array machines;
  for (const auto& m : g.machines) {
    boost::json::object machine{{"name", clean(m.name)}, {"role", nullptr}};
    if (m.role) machine["role"] = id_of(*m.role);
    machines.push_back(std::move(machine));
  }
  return machines;
}

}  // namespace detail

SLIPWAY_DECL std::string source_of(const row& operation) {
  const std::string_view file = operation.file;
  return std::string(file.substr(file.rfind('/') + 1)) + ":" + std::to_string(operation.line);
}

SLIPWAY_DECL boost::json::object json_of(const program& p, const choice& c) {
  boost::json::array needed;
  for (const auto i : c.host->dependencies) needed.emplace_back(full_name(p.deployables[i]));
  return {{"name", full_name(*c.host)}, {"selected", c.selected}, {"reason", c.reason}, {"depends_on", std::move(needed)}};
}

SLIPWAY_DECL boost::json::object json_of(const plan::host_plan& p, const plan::step& s) {
  boost::json::array after;
  for (const auto i : s.after) after.emplace_back(p.steps[i].operation->name);
  boost::json::object line{{"host", full_name(*p.host)},
                           {"step", s.index},
                           {"operation", clean(s.operation->name)},
                           {"line", source_of(*s.operation)},
                           {"verdict", plan::to_text(s.what)},
                           {"before", s.before},
                           {"desired", s.desired},
                           {"after", std::move(after)}};
  if (!s.why.empty()) line["reason"] = s.why;
  if (s.operation->options != nullptr && !s.operation->options->note.empty()) line["note"] = s.operation->options->note;
  if (!s.key.empty()) line["key"] = clean(s.key);
  if (s.operation->guard != 0) line["guard"] = p.host->plan->guards[s.operation->guard - 1u].name;
  return line;
}

SLIPWAY_DECL boost::json::object json_summary(const plan::host_plan& p) {
  return {{"host", full_name(*p.host)},
          {"result", "planned"},
          {"change", p.count(plan::verdict::change)},
          {"maybe", p.count(plan::verdict::maybe)},
          {"keep", p.count(plan::verdict::keep)},
          {"skip", p.count(plan::verdict::skip)},
          {"stages", stage_of(p.host->plan->rows, p.host->plan->rows.size())}};
}

SLIPWAY_DECL boost::json::object json_of(const deployable& host, const plan::record& orphan) {
  return {{"host", full_name(host)},
          {"result", "orphan"},
          {"key", clean(orphan.keys.front())},
          {"operation", clean(orphan.operation)},
          {"reason", "its operation has left the program"}};
}

SLIPWAY_DECL boost::json::object json_bystander(const deployable& d, std::string_view result, std::string_view reason) {
  return {{"host", clean(full_name(d))}, {"result", result}, {"changed", 0}, {"reason", reason}, {"round_trips", 0}};
}

SLIPWAY_DECL boost::json::object json_outcome(const deployable& host, const plan::run_log& log, std::size_t step) {
  const auto& logged = log.steps[step];
  const bool ignored = logged.what == plan::outcome::ignored;
  boost::json::object line{{"host", full_name(host)},   {"step", step},
                           {"operation", logged.name},  {"outcome", plan::to_text(ignored ? plan::outcome::failed : logged.what)},
                           {"seconds", logged.seconds}, {"predicted", plan::to_text(logged.predicted)}};
  if (ignored) line["ignored"] = true;
  return line;
}

SLIPWAY_DECL boost::json::object json_result(const fleet::session& s) {
  boost::json::object line{{"host", full_name(s.host())},
                           {"result", fleet::to_text(s.outcome().how)},
                           {"changed", s.log() ? s.log()->count(plan::outcome::changed) : 0},
                           {"reason", s.outcome().reason},
                           {"round_trips", s.round_trips()}};
  if (s.outcome().resumable) line["resumable"] = true;
  if (!s.outcome().remedy.empty()) line["remedy"] = s.outcome().remedy;
  if (!s.outcome().output.empty()) line["output"] = boost::json::array(s.outcome().output.begin(), s.outcome().output.end());
  if (s.log() && !s.log()->notes.empty()) line["notes"] = boost::json::array(s.log()->notes.begin(), s.log()->notes.end());
  return line;
}

SLIPWAY_DECL boost::json::object json_of(const plan::graph& g) {
  boost::json::array nodes, edges;
  for (std::size_t r = 0; r != g.roles.size(); ++r) {
    for (std::size_t i = 0; i != g.roles[r].operations.size(); ++i) nodes.push_back(detail::json_of_node(g.roles[r], r, i));
    for (const auto& e : g.roles[r].edges)
      edges.push_back(boost::json::object{{"from", id_of(r, e.from)}, {"to", id_of(r, e.to)}, {"kind", plan::to_text(e.kind)}});
  }
  for (const auto& m : g.machines)
    for (const auto k : m.after)
      edges.push_back(boost::json::object{{"from", clean(g.machines[k].name)}, {"to", clean(m.name)}, {"kind", "machine"}});
  return {{"layout", clean(g.layout)},
          {"machines", detail::json_of_machines(g)},
          {"nodes", std::move(nodes)},
          {"edges", std::move(edges)}};
}

}  // namespace slipway::front
