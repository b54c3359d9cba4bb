#pragma once

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include <slipway/fleet/follow.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::fleet {

/// Makes each decision that can be made now, and asks again about what it has added.
SLIPWAY_DECL asio::awaitable<void> session::plan_stage() {
  // what comes before the first decision is done, even where it is done anew each time
  bool is_done = is_in_later_stage();
  for (;;) {
    co_await ask_and_plan();
    if (has_ended() || !plan_->undecided || !(is_done || plan_->can_decide())) break;
    decide();
    is_done = false;
  }
  if (!is_in_later_stage()) leave_alone_if_unwell();
  if (!has_ended()) move_to(stage::planned);
}

SLIPWAY_DECL asio::awaitable<void> session::ask_and_plan() {
  plan_.reset();
  removal_.reset();
  orphans_.clear();
  undecided_.clear();
  const plan::host_scope nothing_known(host_->data, sources(), nullptr, secrets());
  expected_ = plan::records_of(*described().plan, nothing_known);
  asked_ = context_->what_for == purpose::destroy ? &bare_ : &described();
  co_await ask_again_if_lost(&session::ask);
  if (const auto problem = plan::platform_problem(*host_, answer_); !problem.empty())
    throw refusal(problem, "correct the platform in the program's settings, or the host's address");
  take_manifests();
  if (has_ended()) co_return;
  const bool ask_again = prepare_removal();
  if (ask_again) co_await ask_again_if_lost(&session::ask);
  if (ask_again) take_manifests();
  if (!has_ended()) make_plan();
}

SLIPWAY_DECL void session::decide() {
  const auto at = *plan_->undecided - (removal_ ? removal_->all().size() : 0);
  // they point into what changes now
  plan_.reset();
  removal_.reset();
  if (!decided_) decided_ = std::make_unique<decided_plan>(*host_);
  decided_->decide(at, answer_.facts);
  for (const auto& [key, value] : decided_->exported()) context_->exported[export_key(full_name(*host_), key)] = value;
  const auto reads_file = [&](const row& r) { return !r.source.empty() && !sources().contains(r.source); };
  if (std::ranges::none_of(described().plan->rows, reads_file)) return;
  const deployable* one[] = {&described()};
  added_sources_ = load_sources(one);
  if (!added_sources_->problems.empty()) throw refusal(added_sources_->problems.front(), "correct its path");
}

SLIPWAY_DECL void session::know_exports() {
  for (const auto& [key, value] : context_->exported) answer_.facts[key] = value;
  if (!decided_) return;
  for (const auto& [key, value] : decided_->exported()) answer_.facts[export_key({}, key)] = value;
}

SLIPWAY_DECL void session::take_exports() {
  if (!plan_ || !plan_->awaits_exports || has_ended()) return;
  know_exports();
  make_plan();
}

SLIPWAY_DECL asio::awaitable<void> session::begin_next_stage() {
  note_done(*log_, context_->run.id);
  follows_ = run_;
  stages_.push_back(std::move(*log_));
  log_.reset();
  shell_.reset();
  sent_ = false;
  ++attempt_;
  if (!told_to_stop_) co_await plan_stage();
  if (told_to_stop_) end({ending::interrupted, "stopped between two stages, as asked", "resume the run to go on", {}, true});
}

SLIPWAY_DECL asio::awaitable<void> session::wait_for_boot() {
  std::uint32_t within = 0;
  for (const auto& step : plan_->steps)
    if (log_->steps[step.index].what == plan::outcome::changed) within = std::max(within, step.operation->reboot_within);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(within);
  lost_because_ = "it restarts";
  move_to(stage::reconnecting);
  shell_.reset();
  contact_.drop();
  for (std::string boot;;) {
    co_await detail::wait(std::chrono::seconds(1));
    try {
      co_await contact_.connect();
      boot = co_await ask_for_boot();
    } catch (const transport::error&) {
      // it goes down, or comes up
    } catch (const refusal&) {
    }
    if (!boot.empty() && boot != log_->boot) co_return;
    contact_.drop();
    if (std::chrono::steady_clock::now() < until) continue;
    throw refusal(boot.empty() ? "the host did not come back within " + std::to_string(within) + " s after it was restarted"
                               : "the host has not restarted within " + std::to_string(within) + " s",
                  "look at its console");
  }
}

SLIPWAY_DECL asio::awaitable<std::string> session::ask_for_boot() {
  std::string boot, nonce;
  const script_maker script = [&](const std::string& n) {
    nonce = n;
    return plan::boot_script(*host_, n);
  };
  const line_taker take = [&](std::string_view line) {
    if (plan::take_word(line) != nonce) return false;
    boot = line;
    return true;
  };
  (void)co_await contact_.ask(script, take);
  co_return boot;
}

SLIPWAY_DECL void session::note_done(const plan::run_log& log, const std::string& run) {
  using plan::outcome;
  for (const auto& s : log.steps)
    if (s.what == outcome::changed || s.what == outcome::kept || s.what == outcome::ignored) done_.push_back(s.name);
  done_in_ = run;
}

/// The report is of the whole run: what an earlier stage did is in order in a later one.
SLIPWAY_DECL void session::tell_all_stages() {
  if (stages_.empty()) return;
  auto earlier = std::span<const plan::run_log>(stages_);
  if (!log_) {
    log_ = stages_.back();
    earlier = earlier.first(earlier.size() - 1);
  }
  for (const auto& stage : earlier) {
    for (const auto& s : stage.steps) {
      const auto now = std::ranges::find(log_->steps, s.name, &plan::step_log::name);
      const bool did_something = s.what == plan::outcome::changed || s.what == plan::outcome::ignored;
      if (now != log_->steps.end() && did_something && now->what != plan::outcome::failed) *now = s;
    }
    log_->notes.insert(log_->notes.begin(), stage.notes.begin(), stage.notes.end());
  }
}

}  // namespace slipway::fleet
