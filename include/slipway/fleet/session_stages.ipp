#pragma once

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <span>
#include <utility>
#include <variant>

#include <slipway/fleet/follow.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::fleet {
namespace detail {

inline constexpr auto boot_patience = 15s;

}  // namespace detail

/// Makes each decision that can be made now, and asks again about what it has added.
SLIPWAY_DECL asio::awaitable<void> session::plan_stage(stage_before before) {
  // what comes before the first decision is done, even where it is done anew each time
  bool is_done = before == stage_before::is_over;
  for (;;) {
    co_await ask_and_plan();
    co_await become_well();
    if (has_ended() || !plan_->undecided || plan_->awaiting || !(is_done || plan_->can_decide())) break;
    decide();
    is_done = false;
  }
  if (!is_in_later_stage()) {
    unwell_before_ = answer_.unwell;
    leave_alone_if_unwell();
  }
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
  plan::do_once(described(), context_->once);
  load_added_sources();
  check_added_secrets(described().plan->rows[at].name);
}

SLIPWAY_DECL void session::load_added_sources() {
  const auto reads_file = [&](const row& r) {
    const auto known = sources().find(r.source);
    return !r.source.empty() && (known == sources().end() || (r.text_is_local_file && known->second.text.empty()));
  };
  if (std::ranges::none_of(described().plan->rows, reads_file)) return;
  const deployable* one[] = {&described()};
  added_sources_ = load_sources(one);
  if (!added_sources_->problems.empty()) throw refusal(added_sources_->problems.front(), "correct its path");
}

SLIPWAY_DECL void session::check_added_secrets(std::string_view decision) const {
  const auto* known = secrets();
  for (const auto name : plan::needed_secrets(described(), sources()))
    if (known == nullptr || !known->values.contains(name))
      throw refusal("what '" + std::string(decision) + "' adds holds the secret '" + std::string(name) +
                        "', and secrets are read before any host is contacted",
                    "name it in the machine's data, which is read with the program's own");
}

SLIPWAY_DECL void session::know_exports() {
  for (const auto& [key, value] : context_->exported) answer_.facts[key] = value;
  if (!decided_) return;
  for (const auto& [key, value] : decided_->exported()) answer_.facts[export_key({}, key)] = value;
}

SLIPWAY_DECL void session::take_exports() {
  if (!plan_ || !plan_->awaiting || has_ended()) return;
  try {
    know_exports();
    make_plan();
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::begin_next_stage() {
  note_done(*log_, context_->run.id);
  follows_ = run_;
  stages_.push_back(std::move(*log_));
  log_.reset();
  shell_.reset();
  sent_ = false;
  ++attempt_;
  // one that restarted the host was not carried out up to the decision
  const bool is_over = stages_.back().end == plan::run_end::succeeded;
  if (!wants_stop_) co_await plan_stage(is_over ? stage_before::is_over : stage_before::goes_on);
  if (wants_stop_) end_as_asked();
  hold_to_review();
}

SLIPWAY_DECL void session::hold_to_review() {
  if (has_ended() || !context_->review) return;
  auto refused = context_->review(*this);
  needs_review_ = refused.has_value();
  if (refused) end(*std::move(refused));
}

SLIPWAY_DECL void session::end_as_asked() {
  if (is_in_later_stage())
    end({ending::interrupted, "stopped between two stages, as asked", "resume the run to go on", {}, true});
  else end({ending::interrupted, "stopped before anything was changed", "apply again to go on", {}});
}

SLIPWAY_DECL asio::awaitable<std::string> session::wait_for_boot(const plan::run_log& log) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(log.boots_within);
  lost_because_ = "it restarts";
  move_to(stage::reconnecting);
  shell_.reset();
  contact_.drop();
  for (;;) {
    co_await detail::wait(std::chrono::seconds(1));
    const auto boot = co_await boot_or_nothing(log.boot);
    if (!boot.empty() && boot != log.boot) co_return boot;
    contact_.drop();
    if (std::chrono::steady_clock::now() >= until) co_return boot;
  }
}

/// What goes down, or comes up, is given little time to answer.
SLIPWAY_DECL asio::awaitable<std::string> session::boot_or_nothing(const std::string& last) {
  using asio::experimental::awaitable_operators::operator||;
  try {
    asio::steady_timer timer(co_await asio::this_coro::executor, detail::boot_patience);
    auto first = co_await (ask_for_boot(last) || timer.async_wait(asio::use_awaitable));
    if (first.index() == 0) co_return std::get<0>(std::move(first));
  } catch (const std::runtime_error&) {
    // not there yet
  }
  co_return std::string();
}

SLIPWAY_DECL void session::refuse_boot(const std::string& boot, const plan::run_log& log) const {
  if (!boot.empty() && boot != log.boot) return;
  const auto within = " within " + std::to_string(log.boots_within) + " s";
  throw refusal(
      boot.empty() ? "the host did not come back" + within + " after it was restarted" : "the host has not restarted" + within,
      "look at its console");
}

SLIPWAY_DECL asio::awaitable<std::string> session::ask_for_boot(const std::string& last) {
  std::string boot, nonce;
  co_await contact_.connect();
  const script_maker script = [&](const std::string& n) {
    nonce = n;
    return plan::boot_script(*host_, last, n);
  };
  const line_taker take = [&](std::string_view line) {
    if (plan::take_word(line) != nonce) return false;
    boot = line;
    return true;
  };
  (void)co_await contact_.ask(script, take);
  co_return boot;
}

/// Systemd has the time of the restart to start everything, and from then on the host that of its settings to become well.
SLIPWAY_DECL asio::awaitable<void> session::become_well() {
  using clock = std::chrono::steady_clock;
  const auto* last = is_in_later_stage() ? &stages_.back() : earlier_ ? &*earlier_ : nullptr;
  if (last == nullptr || last->end != plan::run_end::rebooting || !must_be_well()) co_return;
  const auto patience = std::chrono::milliseconds(host_->settings->health.patience_ms);
  const auto started_until = clock::now() + std::chrono::seconds(last->boots_within);
  auto until = clock::now() + patience;
  while (!has_ended() && !wants_stop_) {
    const auto unwell = new_ailments();
    if (unwell.empty()) co_return;
    const auto now = clock::now();
    if (std::ranges::find(unwell, plan::still_starting, &plan::ailment::line) != unwell.end() && now < started_until)
      until = now + patience;
    if (now >= until && !is_in_later_stage()) co_return leave_alone_if_unwell();
    if (now >= until) co_return end_unwell("the host is not well after it was restarted", unwell);
    co_await detail::wait(std::chrono::seconds(1));
    co_await ask_and_plan();
  }
}

SLIPWAY_DECL std::vector<plan::ailment> session::new_ailments() const {
  auto unwell = answer_.unwell;
  // what a resumed run finds is held against nobody, and the host is left alone for it
  if (is_in_later_stage())
    std::erase_if(unwell, [&](const auto& a) { return plan::is_among(a, unwell_before_, host_->settings->health); });
  return unwell;
}

SLIPWAY_DECL void session::note_done(const plan::run_log& log, const std::string& run) {
  using plan::outcome;
  for (const auto& s : log.steps)
    if (s.what == outcome::changed || s.what == outcome::kept || s.what == outcome::ignored) done_.push_back(s.name);
  done_in_ = run;
}

SLIPWAY_DECL void session::forget_restart(const plan::run_log& log) {
  // it was the last that the run has done
  for (std::size_t k = log.steps.size(); k-- != 0;)
    if (log.steps[k].what == plan::outcome::changed) {
      std::erase(done_, log.steps[k].name);
      return;
    }
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
