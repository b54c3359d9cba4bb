#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include <slipway/fleet/sources.hpp>
#include <slipway/front/deploy_command.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/plan_file.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {

SLIPWAY_DECL int deploy_command::run() {
  auto context = run_.make_context([this](const fleet::session& s, plan::event e) { show(s, e); });
  run_id_ = context.run_id;
  fleet::deployment fleet(run_.io(), run_.layout().deployables, run_.with().selected, context, request_.fleet,
                          [this](auto planned, const auto& pump) { return approve(planned, pump); });
  run_.drive(fleet);
  if (request_.what == command::plan) show_plans(fleet);
  for (const auto& s : fleet.sessions()) show_result(s);
  summarize(fleet);
  return run_.exit_status(fleet);
}

SLIPWAY_DECL bool deploy_command::approve(std::span<fleet::session* const> planned, const std::function<void()>& pump) {
  bool something = false;
  for (auto* s : planned) {
    if (!s->differences().empty())
      print_.say(std::string(s->host().name) + "  the host has changed since the plan; planned again");
    show_plan(*s);
    if (const auto differs = run_.with().reviewed ? difference(*run_.with().reviewed, *s->planned()) : std::nullopt)
      s->end(
          {fleet::ending::failed, "the plan is not the reviewed one: " + *differs, "review a new plan; nothing was changed", {}});
    else something = something || !s->planned()->is_empty();
  }
  if (!something || request_.yes) return true;
  print_.live().pause();
  const bool yes = confirm("Carry this out?", pump, [this] { return run_.interrupted(); });
  print_.live().resume();
  return yes;
}

SLIPWAY_DECL void deploy_command::show_plans(const fleet::deployment& fleet) {
  std::vector<const fleet::session*> planned;
  for (const auto& s : fleet.sessions())
    if (s.planned() && s.outcome().how == fleet::ending::succeeded) planned.push_back(&s);
  for (const auto* s : planned) show_plan(*s);
  if (!request_.plan_out.empty()) write_plan_file(request_.plan_out, run_.layout().layout, planned);
}

SLIPWAY_DECL void deploy_command::show_plan(const fleet::session& s) {
  const auto& p = *s.planned();
  for (const auto& step : p.steps) print_.emit(json_of(p, step));
  print_.emit(json_summary(p));
  print_.say(describe_plan(s, print_.words()));
  if (request_.script && !p.is_empty())
    print_.say(plan::change_script(p, s.scope(), run_id_, fleet::controller_name(), &fleet::read_file).script);
}

SLIPWAY_DECL void deploy_command::show(const fleet::session& s, plan::event e) {
  if (e.what == plan::event::kind::ended && s.log()->steps[e.step].what != plan::outcome::kept)
    print_.say(describe_outcome(s, e.step, print_.words()));
  print_.live().refresh();
}

SLIPWAY_DECL void deploy_command::show_result(const fleet::session& s) {
  if (request_.what == command::plan && s.outcome().how == fleet::ending::succeeded) return;
  if (s.log() && s.planned())
    for (const auto& step : s.planned()->steps) print_.emit(json_outcome(s, step.index));
  print_.emit(json_result(s));
  print_.say(describe_result(s, print_.words()));
}

SLIPWAY_DECL void deploy_command::summarize(const fleet::deployment& fleet) {
  if (request_.what != command::apply) return;
  const auto count = [&](fleet::ending how) {
    return std::ranges::count_if(fleet.sessions(), [&](const fleet::session& s) { return s.outcome().how == how; });
  };
  const auto status = run_.exit_status(fleet);
  print_.emit({{"result", fleet.interrupted() ? "interrupted"
                          : status == 0       ? "succeeded"
                                              : "failed"},
               {"succeeded", count(fleet::ending::succeeded)},
               {"failed", count(fleet::ending::failed)},
               {"dependency_failed", count(fleet::ending::dependency_failed)},
               {"not_found", 0},
               {"ignored", count(fleet::ending::ignored)},
               {"interrupted", count(fleet::ending::interrupted)},
               {"run", run_id_}});
  if (fleet.declined()) print_.say("nothing was done");
}

}  // namespace slipway::front
