#pragma once

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <slipway/front/json.hpp>

namespace slipway::front {

SLIPWAY_DECL std::string full_name(const deployable& host) { return std::string(host.prefix) + ":" + std::string(host.name); }

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
                           {"operation", s.operation->name},
                           {"line", source_of(*s.operation)},
                           {"verdict", plan::to_text(s.what)},
                           {"before", s.before},
                           {"desired", s.desired},
                           {"after", std::move(after)}};
  if (!s.why.empty()) line["reason"] = s.why;
  return line;
}

SLIPWAY_DECL boost::json::object json_summary(const plan::host_plan& p) {
  return {{"host", full_name(*p.host)},
          {"result", "planned"},
          {"change", p.count(plan::verdict::change)},
          {"maybe", p.count(plan::verdict::maybe)},
          {"keep", p.count(plan::verdict::keep)},
          {"skip", p.count(plan::verdict::skip)},
          {"stages", 1}};
}

SLIPWAY_DECL boost::json::object json_outcome(const fleet::session& s, std::size_t step) {
  const auto& planned = s.planned()->steps[step];
  return {{"host", full_name(s.host())},
          {"step", step},
          {"operation", planned.operation->name},
          {"outcome", plan::to_text(s.log()->steps[step].what)},
          {"seconds", s.log()->steps[step].seconds},
          {"predicted", plan::to_text(planned.what)}};
}

SLIPWAY_DECL boost::json::object json_result(const fleet::session& s) {
  boost::json::object line{{"host", full_name(s.host())},
                           {"result", fleet::to_text(s.outcome().how)},
                           {"changed", s.log() ? s.log()->count(plan::outcome::changed) : 0},
                           {"reason", s.outcome().reason},
                           {"round_trips", s.round_trips()}};
  if (!s.outcome().remedy.empty()) line["remedy"] = s.outcome().remedy;
  if (!s.outcome().output.empty()) {
    boost::json::array output;
    for (const auto& text : s.outcome().output) output.emplace_back(text);
    line["output"] = std::move(output);
  }
  return line;
}

}  // namespace slipway::front
