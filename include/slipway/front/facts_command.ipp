#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include <slipway/front/fact_catalogue.hpp>
#include <slipway/front/fact_request.hpp>
#include <slipway/front/fact_words.hpp>
#include <slipway/front/facts_command.hpp>
#include <slipway/front/fleet_run.hpp>
#include <slipway/front/people.hpp>

namespace slipway::front {
namespace detail {

inline void show_facts(const fleet::session& s, std::span<const fact_reference> asked, printer& print) {
  if (s.outcome().how != fleet::ending::succeeded) return print.say(describe_result(s, print.words()));
  for (const auto& line : json_of_facts(full_name(s.host()), asked, s.answered().facts)) print.emit(line);
  if (!print.is_json()) print.say(fact_lines(s.host().name, asked, s.answered().facts));
}

}  // namespace detail

SLIPWAY_DECL int facts_command(const program& p, request asked, const fleet::inventory& known, printer& print) {
  if (asked.lists_facts) {
    if (!print.is_json()) print.say(fact_catalogue_lines());
    else
      for (const auto& line : json_of_fact_catalogue()) print.emit(line);
    return 0;
  }
  const auto wanted =
      read_fact_request(p, asked.which.include, asked.all_facts ? facts_without_words::all : facts_without_words::scalars);
  if (!wanted.problem.empty()) throw usage_error(wanted.problem);
  asked.which.include = wanted.patterns;
  fleet_run run(p, std::move(asked), known, print, run_keeper(p.layout));
  static constexpr static_plan nothing{};
  auto bare = std::vector<deployable>();
  for (const auto* host : run.with().selected) bare.push_back(*host);
  for (auto& host : bare) host.plan = &nothing;
  std::vector<const deployable*> hosts;
  for (auto& host : bare) hosts.push_back(&host);
  auto context = run.make_context([&run](const fleet::session&, plan::event) { run.print().live().refresh(); });
  for (auto& family : plan::ask_for(wanted.facts))
    if (std::ranges::find(context.facts, family.family, &plan::asked_facts::family) == context.facts.end())
      context.facts.push_back(std::move(family));
  fleet::deployment fleet(run.io(), run.layout().deployables, hosts, context, run.asked().fleet, {});
  run.drive(fleet);
  for (const auto& s : fleet.sessions()) detail::show_facts(s, wanted.facts, print);
  return run.exit_status(fleet);
}

}  // namespace slipway::front
