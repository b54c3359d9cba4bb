#pragma once

#include <slipway/front/history.hpp>
#include <slipway/front/history_command.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/people.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::front {

SLIPWAY_DECL int history_command(fleet_run& run) {
  auto& print = run.print();
  auto context = run.make_context([&print](const fleet::session&, plan::event) { print.live().refresh(); });
  context.question = &plan::history_script;
  auto options = run.asked().fleet;
  options.inquire = true;
  fleet::deployment fleet(run.io(), run.layout().deployables, run.with().selected, context, options, {});
  run.drive(fleet);
  for (const auto& s : fleet.sessions()) {
    if (s.outcome().how != fleet::ending::succeeded) {
      print.emit(json_result(s));
      print.say(describe_result(s, print.words()));
      continue;
    }
    for (const auto& r : history_of(s)) print.emit(json_of(s.host(), r));
    print.say(describe_history(s, print.words()));
  }
  print.say("times are in UTC, by the clock of the machine that a run was begun from");
  return run.exit_status(fleet);
}

}  // namespace slipway::front
