#pragma once

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fstream>
#include <utility>
#include <variant>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/follow.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::fleet {
namespace detail {

/// Each begins the change under another name, so that none can begin twice.
inline constexpr unsigned most_attempts = 5;
inline constexpr auto pause_between_words = 500ms;
inline constexpr auto confirm_patience = 5s;

[[noreturn]] inline void refuse_without_export(const plan::step& s) {
  throw refusal("'" + clean(s.operation->name) + "' " + s.why + ", which nothing has exported in this run",
                "let it depend on that machine, whose decision must set the value, and select that machine, too");
}

}  // namespace detail

SLIPWAY_DECL asio::awaitable<void> session::apply() {
  try {
    if (is_readonly() && !plan_->is_empty())
      co_return end({ending::failed,
                     "it is readonly, and not as the program says; nothing was changed",
                     "see `plan`: put the host right, or change the program",
                     {}});
    for (bool more = true; more;) more = co_await apply_stage();
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<bool> session::apply_stage() {
  if (plan_->awaiting) {
    take_exports();
    if (has_ended()) co_return false;
    if (plan_->awaiting) detail::refuse_without_export(plan_->steps[*plan_->awaiting]);
    has_taken_exports_ = true;
    move_to(stage::planned);
    hold_to_review();
    if (has_ended()) co_return false;
  }
  log_.emplace(*plan_);
  if (!has_something_to_do()) end({ending::succeeded, {}, {}, {}});
  const auto last_attempt = attempt_ + detail::most_attempts - 1;
  for (bool done = false; !done && !has_ended();) {
    run_ = name_of_attempt();
    done = co_await carry_out();
    if (done) continue;
    if (wants_stop_) end_as_asked();
    if (++attempt_ > last_attempt)
      throw refusal("the connection is lost whenever the change is sent", "check the network; nothing was changed");
    log_.emplace(*plan_);
  }
  if (has_ended()) co_return false;
  if (log_->end == plan::run_end::rebooting) {
    const auto boot = co_await wait_for_boot(*log_);
    refuse_boot(boot, *log_);
  } else if (log_->end == plan::run_end::differs && is_in_later_stage() && plans_again_ != 0) {
    // what was approved goes on, with what is there now
    --plans_again_;
    log_.reset();
    co_await plan_stage(stage_before::goes_on);
    hold_to_review();
    co_return !has_ended();
  } else if (log_->end != plan::run_end::succeeded || !plan_->undecided) {
    take_end();
    co_return false;
  }
  co_await begin_next_stage();
  co_return !has_ended();
}

SLIPWAY_DECL std::string session::name_of_attempt() const {
  const auto suffix = attempt_ == 1 ? std::string() : "." + std::string(attempt_ < 10 ? "0" : "") + std::to_string(attempt_);
  return plan::run_name(*host_, context_->run.id + suffix);
}

SLIPWAY_DECL asio::awaitable<bool> session::carry_out() {
  std::exception_ptr lost;
  try {
    co_await send_change();
  } catch (const transport::error&) {
    lost = std::current_exception();
  }
  if (has_ended()) co_return true;
  const bool begun = co_await follow_to_end(lost);
  co_return begun;
}

SLIPWAY_DECL asio::awaitable<void> session::send_change() {
  confirmation_ = make_nonce() + make_nonce();
  auto label = context_->run;
  label.follows = follows_;
  const auto change = plan::change_script(*plan_, scope(), run_, label, &read_file, confirmation_);
  if (!change.uploads.empty()) co_await send_uploads(change);
  if (has_ended()) co_return;
  move_to(stage::changing);
  if (!shell_) co_await receive_again();
  sent_ = true;
  contact_.count_round_trip();
  const auto order = plan::order_of(change, run_) + change.script;
  co_await shell_->write(order);
  if (!change.secrets.empty()) co_await shell_->write(change.secrets.view());
  co_await shell_->finish_writing();
}

/// A shell that waits for the change: the one that was planned over is gone.
SLIPWAY_DECL asio::awaitable<void> session::receive_again() {
  std::string ready;
  const script_maker script = [&](const std::string& nonce) {
    ready = nonce + " ready";
    return plan::receive_script(*host_, nonce);
  };
  const line_taker take = [&](std::string_view line) { return line == ready; };
  shell_ = co_await contact_.ask(script, take);
}

SLIPWAY_DECL asio::awaitable<void> session::send_uploads(const plan::change& change) {
  move_to(stage::uploading);
  std::exception_ptr failed;
  try {
    for (const auto& u : change.uploads) co_await send_upload(u);
  } catch (...) {
    failed = std::current_exception();  // where nothing may be awaited
  }
  if (failed || wants_stop_) {
    const script_maker discard = [this](const std::string& nonce) { return plan::discard_script(*host_, run_, nonce); };
    (void)co_await contact_.tell(discard);
  }
  if (failed) std::rethrow_exception(failed);
  if (wants_stop_) end_as_asked();
}

SLIPWAY_DECL asio::awaitable<void> session::send_upload(const plan::upload& u) {
  using asio::experimental::awaitable_operators::operator||;
  const auto patience = u.seconds == 0 ? std::chrono::hours(24 * 40) : std::chrono::seconds(u.seconds);
  for (unsigned tries_left = u.retries;; --tries_left) {
    asio::steady_timer timer(co_await asio::this_coro::executor, patience);
    const auto first = co_await (upload_outcome(u) || timer.async_wait(asio::use_awaitable));
    if (first.index() == 0 && std::get<0>(first)) std::rethrow_exception(std::get<0>(first));
    if (first.index() == 0) co_return;
    if (tries_left == 0)
      throw refusal("the copy of '" + u.source + "' took longer than " + std::to_string(u.seconds) + " s, " +
                        std::to_string(u.retries + 1) + " times",
                    "nothing was changed; look at the line to the host, or give it more time with copy_within");
  }
}

/// What it fails with is a value: operator|| hears of an exception only when the time is over.
SLIPWAY_DECL asio::awaitable<std::exception_ptr> session::upload_outcome(const plan::upload& u) {
  std::exception_ptr failed;
  try {
    co_await send_upload_once(u);
  } catch (...) {
    failed = std::current_exception();
  }
  co_return failed;
}

SLIPWAY_DECL asio::awaitable<void> session::send_upload_once(const plan::upload& u) {
  const auto nonce = make_nonce();
  auto to = co_await contact_.open(nonce);
  const auto expect = [&](std::string_view word) -> asio::awaitable<void> {
    contact_.count_round_trip();
    const auto line = co_await to.read_line(detail::answer_patience);
    if (!line || *line != to.nonce() + " " + std::string(word))
      throw refusal("the host did not take the file '" + u.source + "': " + clean(line ? *line : to.error_output()),
                    "is there room on the host?");
  };
  const auto script = plan::upload_script(*host_, run_, u.index, u.size, nonce);
  co_await to.write(script);
  co_await expect("ready");
  std::ifstream in(u.source, std::ios::binary);
  std::string piece(std::size_t{1} << 20, '\0');
  while (!wants_stop_ && (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0))
    co_await to.write(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  if (wants_stop_) co_return;
  // the host does not read again what it received, so what was sent must be what was measured
  if (version_of(u.source) != sources().find(u.source)->second.version)
    throw refusal("the local file '" + u.source + "' was written to while it was deployed", "apply again");
  co_await to.finish_writing();
  co_await expect("stored");
}

SLIPWAY_DECL asio::awaitable<bool> session::follow_to_end(std::exception_ptr lost) {
  followed_run run{*host_, contact_, shell_, run_, *log_, context_->reconnect_for, {}, {}};
  run.heard = [this](plan::event e) -> asio::awaitable<void> {
    if (context_->moved) context_->moved(*this, e);
    const bool awaits = e.what == plan::event::kind::guard && log_->guards[e.step] == plan::guard_state::awaiting;
    if (awaits && !confirmation_.empty()) co_await confirm(e.step);
  };
  run.connection = [this](std::string_view why) {
    lost_because_ = why;
    move_to(why.empty() ? stage::changing : stage::reconnecting);
  };
  const bool begun = co_await fleet::follow(run, lost);
  co_return begun;
}

/// Until a new connection has told the host, or the time that it waits is over: the journal then says how that ended. The
/// connection logs in, checks the host key and becomes root as the first did, and nothing of that one is used.
SLIPWAY_DECL asio::awaitable<void> session::confirm(std::size_t guard) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(log_->about.guards[guard].confirm_within_ms);
  const script_maker script = [&](const std::string& nonce) {
    return plan::confirm_script(*host_, run_, guard + 1, confirmation_, nonce);
  };
  const line_taker take = [](std::string_view line) {
    const auto word = plan::take_word(line);
    return word == "told" || word == "late";
  };
  for (bool settled = false; !settled && std::chrono::steady_clock::now() < until;) {
    settled = co_await contact_.ask_afresh(script, take, detail::confirm_patience);
    if (!settled) co_await detail::wait(std::chrono::milliseconds(200));
  }
}

SLIPWAY_DECL void session::take_end() {
  switch (log_->end) {
    case plan::run_end::succeeded: return end({ending::succeeded, {}, {}, {}});
    case plan::run_end::interrupted:
      return end({ending::interrupted,
                  log_->reason.empty() ? "stopped before its next step, as asked" : log_->reason,
                  "resume the run to go on",
                  {},
                  true});
    case plan::run_end::busy:
      return end({ending::failed,
                  log_->reason,
                  "wait until that run has ended, by hand or with --lock-timeout; nothing was changed",
                  {}});
    case plan::run_end::failed:
      return end({ending::failed, log_->reason,
                  std::string("mend what the output says and ") + (context_->what_for == purpose::destroy ? "destroy" : "apply") +
                      " again; what succeeded stays",
                  log_->output});
    case plan::run_end::rolled_back: return take_roll_back();
    case plan::run_end::killed:
    case plan::run_end::rebooted:
      return end({ending::failed, "the change ended without a word: " + log_->reason,
                  "look at the host, and resume the run to do what is left", log_->output, true});
    default: return;  // found changed: planned once more
  }
}

SLIPWAY_DECL void session::take_roll_back() {
  const auto incomplete = std::ranges::find(log_->guards, plan::guard_state::incomplete);
  if (incomplete == log_->guards.end())
    return end({ending::failed, log_->reason, "all that the guard held is as it was before; mend the cause and apply again",
                log_->output});
  end({ending::failed, log_->reason,
       "log in and finish by hand: what was saved is in runs/" + run_ + "/kept." +
           std::to_string(incomplete - log_->guards.begin() + 1),
       log_->output});
}

SLIPWAY_DECL asio::awaitable<void> session::stop() {
  wants_stop_ = true;
  // it may restart, or be between two stages
  while (!has_ended() && !told_to_stop_) {
    if (is_changing()) co_await stop_now();
    if (!has_ended() && !told_to_stop_) co_await detail::wait(detail::pause_between_words);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::stop_now() {
  using asio::experimental::awaitable_operators::operator||;
  const script_maker script = [this](const std::string& nonce) { return plan::stop_script(*host_, run_, nonce); };
  bool told = false;
  if (stage_ == stage::changing) {
    asio::steady_timer timer(co_await asio::this_coro::executor, detail::tell_patience);
    const auto first = co_await (contact_.tell(script) || timer.async_wait(asio::use_awaitable));
    told = first.index() == 0 && std::get<0>(first);
  }
  if (!told && is_changing()) told = co_await contact_.tell_afresh(script);
  if (told) told_to_stop_ = true;
}

}  // namespace slipway::fleet
