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
    case outcome::rolled_back: return "rolled back";
    case outcome::failed: break;
  }
  return "failed";
}

SLIPWAY_DECL run_log::run_log(const host_plan& plan)
    : steps(plan.steps.size()), guards(plan.host == nullptr ? 0 : plan.host->plan->guards.size()) {
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
  if (kind == "guard") return take_guard(plan, line);
  if (kind == "unwell") {
    static_cast<void>(take_word(line));
    output.push_back(clean(line));
    if (!ended_badly_) reason = "the host is not well after the change";
    ended_badly_ = true;
    return {event::kind::other, 0};
  }
  return take_step(plan, kind, line);
}

namespace detail {

inline std::string duration_in_words(std::uint32_t ms) {
  if (ms % 60'000 == 0) return std::to_string(ms / 60'000) + " min";
  if (ms % 1'000 == 0) return std::to_string(ms / 1'000) + " s";
  return std::to_string(ms) + " ms";
}

/// Why a guard was taken back: what the journal says, in words.
inline std::string reason_of_restoring(const host_plan& plan, const guard_row& g, std::string_view why) {
  const auto kind = take_word(why);
  if (kind == "step" || kind == "wrong") {
    const auto step = to_number(why, plan.steps.size());
    if (step < plan.steps.size()) return "'" + std::string(plan.steps[step].operation->name) + "' failed";
    return "a step is not as desired";
  }
  if (kind == "verify") return "its verification failed: " + std::string(g.verify);
  if (kind == "health") return "the host was not well any more";
  if (kind == "apply") return "its steps and their verification were not done within " + duration_in_words(g.apply_within_ms);
  if (kind == "confirm") return "no new connection succeeded within " + duration_in_words(g.confirm_within_ms);
  if (kind == "boot") return "the host was restarted before it was confirmed";
  return "the change ended before it was confirmed";
}

}  // namespace detail

SLIPWAY_DECL event run_log::take_guard(const host_plan& plan, std::string_view rest) {
  const auto index = to_number(take_word(rest), 0) - 1;
  if (index >= guards.size()) return {};
  const auto& g = plan.host->plan->guards[index];
  const auto name = "'" + std::string(g.name) + "'";
  const auto kind = take_word(rest);
  if (kind == "output") {
    output.push_back(clean(rest));
    return {event::kind::other, 0};
  }
  static constexpr std::string_view words[] = {"",        "armed",     "await",    "confirmed", "unchanged",
                                               "unsaved", "restoring", "restored", "incomplete"};
  const auto found = std::ranges::find(words, kind);
  if (kind.empty() || found == std::end(words)) return {};
  guards[index] = static_cast<guard_state>(found - std::begin(words));
  if (guards[index] == guard_state::unsaved)
    reason = "what the guard " + name + " would change could not be saved, so nothing of it was changed: " + clean(rest);
  if (guards[index] == guard_state::restoring) {
    static_cast<void>(take_word(rest));
    // a step that is wrong has said so better
    why_ = ended_badly_ && !reason.empty() ? reason : detail::reason_of_restoring(plan, g, rest);
  }
  if (guards[index] == guard_state::restored) reason = "rolled back the guard " + name + ": " + why_;
  if (guards[index] == guard_state::incomplete)
    reason = "the roll-back of the guard " + name + " is incomplete: " + clean(rest) + "; it was rolled back because " + why_;
  return {event::kind::guard, index};
}

SLIPWAY_DECL void run_log::take_end(std::string_view rest) {
  const auto how = take_word(rest);
  if (how == "succeeded") end = run_end::succeeded;
  if (how == "failed") end = run_end::failed;
  if (how == "interrupted") end = run_end::interrupted;
  if (how == "rolled-back") end = run_end::rolled_back;
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
  // which step it was that failed stays to be seen
  if (what == "rolled-back") {
    if (steps[index].what == outcome::failed) return {event::kind::other, index};
    steps[index].what = outcome::rolled_back;
    return {event::kind::ended, index};
  }
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
