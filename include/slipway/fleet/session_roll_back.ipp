#pragma once

#include <algorithm>
#include <exception>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/follow.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/plan/orders.hpp>
#include <slipway/plan/roll_back.hpp>

namespace slipway::fleet {
namespace detail {

inline bool has_confirmed(const plan::run_log& log) {
  return std::ranges::find(log.guards, plan::guard_state::confirmed) != log.guards.end();
}

}  // namespace detail

SLIPWAY_DECL bool session::can_be_rolled_back() const {
  return result_.how == ending::succeeded && context_->run.keeps_guards && log_ &&
         (detail::has_confirmed(*log_) || std::ranges::any_of(stages_, &detail::has_confirmed));
}

SLIPWAY_DECL asio::awaitable<void> session::roll_back() {
  const auto kept_in = run_;
  try {
    auto about = log_->about;
    about.steps.clear();
    std::optional<plan::run_log> undone;
    const auto last_attempt = attempt_ + detail::most_attempts;
    for (bool begun = false; !begun;) {
      if (++attempt_ > last_attempt) throw transport::error(transport::failure::closed, "the connection is lost again and again");
      run_ = name_of_attempt();
      undone.emplace(about);
      begun = co_await carry_out_roll_back(*undone);
    }
    take_rolled_back(*undone, kept_in);
  } catch (const std::exception& e) {
    overrule({ending::failed,
              "could not be rolled back, though " + context_->failed_in_wave + " of its wave has failed: " + clean(e.what()),
              "what its guards had saved is on the host: `sh runs/" + kept_in + "/undo.*/restore wave` puts it back",
              {}});
  }
}

SLIPWAY_DECL asio::awaitable<bool> session::carry_out_roll_back(plan::run_log& undone) {
  std::exception_ptr lost;
  try {
    shell_.reset();
    co_await contact_.connect();
    co_await receive_again();
    const auto script = plan::roll_back_script(*host_, holdings_, run_, context_->run, undone.about);
    const auto order = plan::order_of({script, {}, {}}, run_) + script;
    contact_.count_round_trip();
    co_await shell_->write(order);
    co_await shell_->finish_writing();
  } catch (const transport::error&) {
    lost = std::current_exception();
  }
  followed_run run{*host_, contact_, shell_, run_, undone, context_->reconnect_for, {}, {}};
  run.heard = [this, &undone](plan::event e) -> asio::awaitable<void> {
    if (e.what != plan::event::kind::guard) co_return;
    log_->guards[e.step] = undone.guards[e.step];
    if (context_->moved) context_->moved(*this, e);
  };
  const bool begun = co_await fleet::follow(run, lost);
  co_return begun;
}

SLIPWAY_DECL void session::take_rolled_back(const plan::run_log& undone, const std::string& kept_in) {
  const auto because = ", as " + context_->failed_in_wave + " of its wave has failed";
  if (undone.end != plan::run_end::rolled_back)
    return overrule({ending::failed, "could not be rolled back" + because + ": " + undone.reason,
                     "what its guards had saved is in runs/" + kept_in + "; apply again once all are mended", undone.output});
  for (const auto& r : described().plan->rows) {
    if (r.guard == 0 || undone.guards[r.guard - 1u] != plan::guard_state::restored) continue;
    const auto step = std::ranges::find(log_->steps, r.name, &plan::step_log::name);
    if (step != log_->steps.end() && step->what == plan::outcome::changed) step->what = plan::outcome::rolled_back;
  }
  log_->end = plan::run_end::rolled_back;
  const auto bad = std::ranges::find(undone.guards, plan::guard_state::incomplete);
  if (bad == undone.guards.end())
    return overrule({ending::failed,
                     "rolled back" + because,
                     "all that its guards held is as it was before; mend " + context_->failed_in_wave + " and apply again",
                     {}});
  overrule({ending::failed, undone.reason,
            "log in and finish by hand: what was saved is in runs/" + kept_in + "/kept." +
                std::to_string(bad - undone.guards.begin() + 1),
            undone.output});
}

SLIPWAY_DECL asio::awaitable<void> session::let_go() {
  const script_maker script = [this](const std::string& nonce) { return plan::let_go_script(*host_, context_->run.id, nonce); };
  (void)co_await contact_.tell(script);  // else the host does it by itself before its next change
}

}  // namespace slipway::fleet
