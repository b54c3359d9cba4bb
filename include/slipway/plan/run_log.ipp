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

SLIPWAY_DECL std::string_view to_text(run_end e) {
  switch (e) {
    case run_end::open: return "running";
    case run_end::succeeded: return "succeeded";
    case run_end::failed: return "failed";
    case run_end::interrupted: return "interrupted";
    case run_end::differs: return "not begun";
    case run_end::busy: return "locked out";
    case run_end::rolled_back: return "rolled back";
    case run_end::killed: return "killed";
    case run_end::rebooting: return "restarting the host";
    case run_end::rebooted: break;
  }
  return "rebooted";
}

SLIPWAY_DECL run_log::run_log(const host_plan& plan) : run_log(about_of(plan, {})) {
  for (std::size_t i = 0; i != steps.size(); ++i) {
    steps[i].before = plan.steps[i].before;
    steps[i].desired = plan.steps[i].desired;
  }
}

SLIPWAY_DECL run_log::run_log(run_about of) : about(std::move(of)), guards(about.guards.size()) {
  for (const auto& s : about.steps) {
    const auto what = s.predicted == verdict::keep   ? outcome::kept
                      : s.predicted == verdict::skip ? outcome::skipped
                                                     : outcome::not_reached;
    steps.push_back({s.name, s.predicted, {}, {}, what, 0});
  }
}

SLIPWAY_DECL std::size_t run_log::count(outcome o) const {
  return static_cast<std::size_t>(std::ranges::count(steps, o, &step_log::what));
}

SLIPWAY_DECL event run_log::take(std::string_view line) {
  bytes += line.size() + 1;
  if (!line.ends_with(" .")) return {};
  line.remove_suffix(2);
  if (to_number(take_word(line), 0) == 0) return {};
  begun = true;
  const auto kind = take_word(line);
  return take_record(kind, line);
}

SLIPWAY_DECL event run_log::take_record(std::string_view kind, std::string_view rest) {
  waiting.clear();
  if (kind == "waiting") {
    waiting = clean(rest);
    return {event::kind::waiting, 0};
  }
  if (kind == "end") {
    running.reset();
    take_end(rest);
    return {event::kind::other, 0};
  }
  if (kind == "guard") return take_guard(rest);
  if (kind == "unwell") {
    static_cast<void>(take_word(rest));
    output.push_back(clean(rest));
    if (!ended_badly_) reason = "the host is not well after the change";
    ended_badly_ = true;
    return {event::kind::other, 0};
  }
  return take_step(kind, rest);
}

SLIPWAY_DECL void run_log::take_loss(std::string_view how) {
  end = how == "rebooted" ? run_end::rebooted : run_end::killed;
  reason = end == run_end::rebooted ? "the host went down" : "the run was killed, or the host ran out of something";
  if (running) reason += " during '" + steps[*running].name + "'";
}

namespace detail {

inline std::string duration_in_words(std::uint32_t ms) {
  if (ms % 60'000 == 0) return std::to_string(ms / 60'000) + " min";
  if (ms % 1'000 == 0) return std::to_string(ms / 1'000) + " s";
  return std::to_string(ms) + " ms";
}

}  // namespace detail

/// What the journal says, in words.
SLIPWAY_DECL std::string run_log::reason_of_restoring(const about_guard& g, std::string_view why) const {
  const auto kind = take_word(why);
  if (kind == "step" || kind == "wrong") {
    const auto step = to_number(why, steps.size());
    return step < steps.size() ? "'" + steps[step].name + "' failed" : "a step is not as desired";
  }
  if (kind == "verify") return "its verification failed: " + g.verify;
  if (kind == "health") return "the host was not well any more";
  if (kind == "apply")
    return "its steps and their verification were not done within " + detail::duration_in_words(g.apply_within_ms);
  if (kind == "confirm") return "no new connection succeeded within " + detail::duration_in_words(g.confirm_within_ms);
  if (kind == "boot") return "the host was restarted before it was confirmed";
  if (kind == "unarmed") return "the host could not keep the time in which it is to be confirmed (is its disk full?)";
  if (kind == "wave") return "another host of its wave has failed";
  return "the change ended before it was confirmed";
}

SLIPWAY_DECL event run_log::take_guard(std::string_view rest) {
  const auto index = to_number(take_word(rest), 0) - 1;
  if (index >= guards.size()) return {};
  const auto name = "'" + about.guards[index].name + "'";
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
    why_ = ended_badly_ && !reason.empty() ? reason : reason_of_restoring(about.guards[index], rest);
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
  if (how == "rolled-back") end = run_end::rolled_back;
  if (how == "differs") end = run_end::differs;
  if (how == "rebooting") {
    end = run_end::rebooting;
    boot = take_word(rest);
    boots_within = static_cast<std::uint32_t>(to_number(rest, 0));
  }
  if (how == "interrupted") {
    end = run_end::interrupted;
    reason = clean(rest);
  }
  if (how == "busy") {
    end = run_end::busy;
    reason = "locked by " + clean(rest);
  }
}

SLIPWAY_DECL event run_log::take_step(std::string_view kind, std::string_view rest) {
  const auto index = to_number(take_word(rest), steps.size());
  if (kind == "note") {
    notes.push_back((index < steps.size() ? "'" + steps[index].name + "': " : "") + clean(rest));
    return {event::kind::other, 0};
  }
  if (index >= steps.size()) return {};
  auto& step = steps[index];
  const auto name = "'" + step.name + "'";
  if (kind == "start") {
    running = index;
    return {event::kind::started, index};
  }
  if (kind == "output") {
    output.push_back(clean(rest));
    return {event::kind::other, index};
  }
  if (kind == "differs") {
    differences.push_back(name + ": planned from " + step.before + ", now " + clean(rest));
    return {event::kind::other, index};
  }
  if (kind == "wrong") {
    step.what = outcome::failed;
    if (!ended_badly_)
      reason = name + " is not as desired after the run: found " + clean(rest) +
               (step.desired.empty() ? "" : ", wanted " + step.desired);
    ended_badly_ = true;
    return {event::kind::ended, index};
  }
  if (kind != "step") return {};
  running.reset();
  const auto what = take_word(rest);
  for (auto o : {outcome::changed, outcome::kept, outcome::skipped, outcome::failed, outcome::ignored})
    if (what == to_text(o)) step.what = o;
  // which step it was that failed stays to be seen
  if (what == "rolled-back") {
    if (step.what == outcome::failed) return {event::kind::other, index};
    step.what = outcome::rolled_back;
    return {event::kind::ended, index};
  }
  step.seconds = static_cast<double>(to_number(rest, 0)) / 100;
  if (step.what == outcome::ignored) {
    notes.push_back(name + " failed, which is ignored" + (output.empty() ? "" : ": " + output.back()));
    output.clear();  // what is told is the output of the step that ends the run
  }
  if (step.what == outcome::failed) {
    reason = name + " failed";
    ended_badly_ = true;
  }
  return {event::kind::ended, index};
}

}  // namespace slipway::plan
