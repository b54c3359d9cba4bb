#pragma once

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/front/inheritance_words.hpp>
#include <slipway/front/inventory.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/list_command.hpp>
#include <slipway/front/policies.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/select.hpp>

namespace slipway::front {
namespace detail {

inline std::vector<std::string> other_names(const deployable& d) {
  std::vector<std::string> all;
  for (const auto& n : d.also)
    all.push_back(clean(std::string(n.prefix.empty() ? d.prefix : n.prefix) + ":" + std::string(n.name)));
  return all;
}

inline std::vector<std::string> needed_names(const program& p, const deployable& d) {
  std::vector<std::string> all;
  for (const auto i : d.dependencies) all.push_back(clean(full_name(p.deployables[i])));
  return all;
}

/// What `list` tells of a deployable, and with -v where it has everything from.
inline void list_for_people(const program& p, const choice& c, bool everything, printer& print) {
  const auto& d = *c.host;
  print.say(fmt::format("{} {:<36} {}", c.selected ? '*' : ' ', clean(full_name(d)), c.reason));
  if (!everything) return;
  if (const auto names = other_names(d); !names.empty()) print.say(fmt::format("    also called {}", fmt::join(names, ", ")));
  if (d.inside < p.deployables.size()) print.say("    inside " + clean(full_name(p.deployables[d.inside])));
  if (const auto needed = needed_names(p, d); !needed.empty())
    print.say(fmt::format("    depends on {}", fmt::join(needed, ", ")));
  for (const auto& t : inherited_things(d))
    print.say(fmt::format("    {} {} ({})", t.what, t.value, t.from.empty() ? std::string("its own") : "from " + t.from));
}

inline boost::json::object list_for_programs(const program& p, const choice& c, bool everything) {
  auto line = json_of(p, c);
  if (!everything) return line;
  const auto names = other_names(*c.host);
  line["also"] = boost::json::array(names.begin(), names.end());
  boost::json::array has;
  for (const auto& t : inherited_things(*c.host))
    has.push_back(
        boost::json::object{{"what", t.what}, {"value", t.value}, {"from", t.from.empty() ? clean(full_name(*c.host)) : t.from}});
  line["has"] = std::move(has);
  return line;
}

}  // namespace detail

SLIPWAY_DECL int list_command(const program& p, const request& asked, fleet::inventory known, printer& print) {
  if (!asked.inventory.empty())
    for (auto& [name, entry] : read_inventory(asked.inventory, p)) fleet::overlay(known[name], entry);
  const auto ask = asker_of(p, known);
  const auto chosen = select(p, asked.which, [&](std::size_t i) { return answer_of_policy(p.deployables[i], ask); });
  if (!chosen.problem.empty()) throw usage_error(chosen.problem);
  const bool everything = asked.verbosity > 0;
  for (const auto& c : chosen.choices) {
    print.emit(detail::list_for_programs(p, c, everything));
    if (!print.is_json()) detail::list_for_people(p, c, everything, print);
  }
  return 0;
}

}  // namespace slipway::front
