#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/plan/run_log.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view to_text(outcome o) {
  switch (o) {
    case outcome::not_reached: return "not reached";
    case outcome::changed: return "changed";
    case outcome::kept: return "kept";
    case outcome::skipped: return "skipped";
    case outcome::ignored: return "ignored";
    case outcome::failed: break;
  }
  return "failed";
}

SLIPWAY_DECL run_log::run_log(const host_plan& plan) : steps(plan.steps.size()) {
  for (const auto& s : plan.steps) {
    if (s.what == verdict::keep) steps[s.index].what = outcome::kept;
    if (s.what == verdict::skip) steps[s.index].what = outcome::skipped;
  }
}

SLIPWAY_DECL std::size_t run_log::count(outcome o) const {
  return static_cast<std::size_t>(std::ranges::count(steps, o, &step_log::what));
}

SLIPWAY_DECL event run_log::take(const host_plan& plan, std::string_view line) {
  if (!line.ends_with(" .")) return {};
  line.remove_suffix(2);
  if (to_number(take_word(line), 0) == 0) return {};
  const auto kind = take_word(line);
  if (kind == "end") {
    take_end(line);
    return {event::kind::other, 0};
  }
  return take_step(plan, kind, line);
}

SLIPWAY_DECL void run_log::take_end(std::string_view rest) {
  const auto how = take_word(rest);
  if (how == "succeeded") end = run_end::succeeded;
  if (how == "failed") end = run_end::failed;
  if (how == "interrupted") end = run_end::interrupted;
  if (how == "differs") end = run_end::differs;
  if (how == "busy") {
    end = run_end::busy;
    reason = "locked by " + clean(rest);
  }
}

SLIPWAY_DECL event run_log::take_step(const host_plan& plan, std::string_view kind, std::string_view rest) {
  const auto index = to_number(take_word(rest), steps.size());
  if (kind == "note") {
    notes.push_back((index < steps.size() ? "'" + std::string(plan.steps[index].operation->name) + "': " : "") + clean(rest));
    return {event::kind::other, 0};
  }
  if (index >= steps.size()) return {};
  const auto& step = plan.steps[index];
  const auto name = "'" + std::string(step.operation->name) + "'";
  if (kind == "start") return {event::kind::started, index};
  if (kind == "output") {
    output.push_back(clean(rest));
    return {event::kind::other, index};
  }
  if (kind == "differs") {
    differences.push_back(name + ": planned from " + step.before + ", now " + clean(rest));
    return {event::kind::other, index};
  }
  if (kind == "wrong") {
    steps[index].what = outcome::failed;
    if (!ended_badly_) reason = name + " is not as desired after the run: found " + clean(rest) + ", wanted " + step.desired;
    ended_badly_ = true;
    return {event::kind::ended, index};
  }
  if (kind != "step") return {};
  const auto what = take_word(rest);
  for (auto o : {outcome::changed, outcome::kept, outcome::skipped, outcome::failed, outcome::ignored})
    if (what == to_text(o)) steps[index].what = o;
  steps[index].seconds = static_cast<double>(to_number(rest, 0)) / 100;
  if (steps[index].what == outcome::ignored) {
    notes.push_back(name + " failed, which is ignored" + (output.empty() ? "" : ": " + output.back()));
    output.clear();  // what is told is the output of the step that ends the run
  }
  if (steps[index].what == outcome::failed) {
    reason = name + " failed";
    ended_badly_ = true;
  }
  return {event::kind::ended, index};
}

}  // namespace slipway::plan
