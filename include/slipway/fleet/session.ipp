#pragma once

#include <algorithm>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/fleet/session_change.ipp>
#include <slipway/fleet/session_manifest.ipp>
#include <slipway/fleet/session_roll_back.ipp>
#include <slipway/fleet/session_stages.ipp>
#include <slipway/plan/orders.hpp>

namespace slipway::fleet {
namespace detail {

inline constexpr auto goes_on_by_itself = "the host finishes by itself; resume the run to see how it ended";
inline constexpr auto is_partly_done = "what was done stays: resume the run to do what is left";

}  // namespace detail

SLIPWAY_DECL session::session(const deployable& host, session_context& context, part why)
    : host_(&host), context_(&context), why_(why), bare_(host), contact_(host, context.all, context.known, context.shared) {
  static constexpr static_plan nothing{};
  bare_.plan = &nothing;
}

SLIPWAY_DECL const plan::secret_table* session::secrets() const {
  if (context_->secrets == nullptr) return nullptr;
  const auto found = context_->secrets->find(host_);
  return found == context_->secrets->end() ? nullptr : &found->second;
}

SLIPWAY_DECL plan::host_scope session::scope() const {
  return plan::host_scope(host_->data, sources(), &answer_.facts, secrets());
}

SLIPWAY_DECL void session::move_to(stage next) {
  stage_ = next;
  if (context_->moved) context_->moved(*this, {});
}

SLIPWAY_DECL void session::end(result r) {
  if (has_ended()) return;
  result_ = std::move(r);
  tell_all_stages();
  move_to(stage::ended);
}

SLIPWAY_DECL void session::overrule(result r) {
  result_ = std::move(r);
  if (!has_ended()) tell_all_stages();
  move_to(stage::ended);
}

SLIPWAY_DECL void session::reopen() {
  result_ = {};
  could_not_be_entered_ = false;
  move_to(stage::waiting);
}

SLIPWAY_DECL void session::end_late(std::chrono::seconds limit) {
  const bool goes_on = sent_ && log_ && log_->end == plan::run_end::open;
  overrule({ending::failed,
            "not done within " + std::to_string(limit.count()) + " s",
            goes_on             ? detail::goes_on_by_itself
            : has_done_stages() ? detail::is_partly_done
                                : "nothing was changed",
            {},
            goes_on || has_done_stages()});
}

SLIPWAY_DECL void session::fail(const std::exception& e) {
  result r{ending::failed, clean(e.what()), {}, {}};
  const auto* lost = dynamic_cast<const transport::error*>(&e);
  if (lost != nullptr) r.remedy = lost->remedy;
  if (const auto* refused = dynamic_cast<const refusal*>(&e)) r.remedy = refused->remedy;
  if (const auto* wrong = dynamic_cast<const plan::manifest_error*>(&e)) r.remedy = wrong->remedy;
  could_not_be_entered_ = dynamic_cast<const unentered*>(&e) != nullptr;
  if (is_changing() && lost != nullptr) {
    r.reason = "the connection was lost while the change was made: " + r.reason;
    r.remedy = (r.remedy.empty() ? "" : r.remedy + "; ") + detail::goes_on_by_itself;
    r.resumable = true;
  }
  if (log_) r.output = log_->output;
  if (has_done_stages() && !r.resumable) {
    r.remedy = (r.remedy.empty() ? "" : r.remedy + "; ") + detail::is_partly_done;
    r.resumable = true;
  }
  end(std::move(r));
}

SLIPWAY_DECL asio::awaitable<void> session::gather() {
  try {
    if (log_) differences_ = std::move(log_->differences);
    log_.reset();
    plan_.reset();
    decided_.reset();
    co_await plan_stage(stage_before::goes_on);
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::ask_again_if_lost(asio::awaitable<void> (session::*what)()) {
  for (int time = 1; time <= 2; ++time) {
    if (!contact_.is_connected()) {
      move_to(stage::connecting);
      co_await contact_.connect();
    }
    move_to(stage::asking);
    try {
      co_await (this->*what)();
      co_return;
    } catch (const transport::error& e) {
      shell_.reset();
      contact_.drop();
      if (time == 2 || e.kind != transport::failure::closed) throw;
    }
  }
}

SLIPWAY_DECL asio::awaitable<void> session::ask() {
  auto q = make_question();
  std::optional<plan::answer_reader> reader;
  const script_maker script = [&](const std::string& nonce) {
    q.nonce = nonce;
    reader.emplace(nonce, asked_->plan->rows.size());
    const plan::host_scope nothing_known(host_->data, sources(), nullptr, secrets());
    return plan::phase_one_script(*asked_, nothing_known, q);
  };
  const line_taker take = [&](std::string_view line) { return reader->take(line); };
  shell_ = co_await contact_.ask(script, take);
  answer_ = reader->result();
  know_exports();
  answer_.resumed = done_in_;
  answer_.done = done_;
}

/// Who only wants to see the plan sees it, and that the host is not well.
SLIPWAY_DECL bool session::must_be_well() const {
  const bool may_be_unwell = context_->allow_unhealthy && !is_in_later_stage();
  return context_->then != after_plan::end && context_->what_for == purpose::deploy && why_ == part::selected && !may_be_unwell;
}

SLIPWAY_DECL void session::leave_alone_if_unwell() {
  if (!answer_.unwell.empty() && must_be_well()) end_unwell("the host is not well, and was left alone", answer_.unwell);
}

SLIPWAY_DECL void session::end_unwell(std::string_view reason, std::span<const plan::ailment> ailments) {
  std::vector<std::string> lines;
  for (const auto& a : ailments) lines.push_back(clean(a.line));
  const bool goes_on = has_done_stages();
  end({ending::failed, std::string(reason),
       std::string("mend it (of a unit: systemctl status, then systemctl reset-failed) and ") +
           (goes_on ? "resume the run" : "apply again") + ", or add --allow-unhealthy",
       std::move(lines), goes_on});
}

SLIPWAY_DECL asio::awaitable<void> session::inquire() {
  try {
    co_await ask_again_if_lost(&session::ask_the_question);
    end({ending::succeeded, {}, {}, {}});
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::ask_the_question() {
  std::string nonce;
  lines_.clear();
  const script_maker script = [&](const std::string& n) {
    nonce = n;
    return context_->question(*host_, n);
  };
  const line_taker take = [&](std::string_view line) {
    if (plan::take_word(line) != nonce) return false;
    if (line != "end") lines_.emplace_back(line);
    return line == "end";
  };
  shell_ = co_await contact_.ask(script, take);
}

SLIPWAY_DECL asio::awaitable<void> session::attach() {
  try {
    co_await ask_again_if_lost(&session::ask_what_happened);
    if (log_) {
      move_to(stage::changing);
      const bool begun = co_await follow_to_end(nullptr);
      if (begun) earlier_ = std::move(log_);
      if (earlier_) note_done(*earlier_, context_->resumes);
      if (earlier_ && earlier_->end == plan::run_end::rebooting) {
        const auto boot = co_await wait_for_boot(*earlier_);
        if (boot.empty()) refuse_boot(boot, *earlier_);
        // told, and not done: it is told once more
        if (boot == earlier_->boot) forget_restart(*earlier_);
      }
      follows_ = run_;
      log_.reset();
    }
    shell_.reset();
    move_to(stage::attached);
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::ask_what_happened() {
  plan::run_about about;
  std::string nonce;
  const script_maker script = [&](const std::string& n) {
    nonce = n;
    return plan::resume_script(*host_, context_->resumes, n);
  };
  const line_taker take = [&](std::string_view line) {
    if (plan::take_word(line) != nonce) return false;
    const auto kind = plan::take_word(line);
    if (kind == "refused") throw refusal("the host does not tell about the run: " + clean(line), "look at the host");
    if (kind == "about") about.take(line);
    if (kind == "word") confirmation_ = line;
    if (kind == "attached") run_ = line;
    return kind == "attached" || kind == "none";
  };
  run_.clear();
  shell_ = co_await contact_.ask(script, take);
  sent_ = !run_.empty();
  if (!sent_) co_return;
  refuse_other_command(about);
  log_.emplace(std::move(about));
}

/// What was to be taken back must not be made by whoever only knows the run's name.
SLIPWAY_DECL void session::refuse_other_command(const plan::run_about& about) const {
  if (about.command.empty() || about.command == context_->run.command) return;
  throw refusal("the run was begun by `" + about.command + "`, and is resumed as `" + context_->run.command + "`",
                "use `" + about.command + "` again, or resume it where it was begun");
}

SLIPWAY_DECL asio::awaitable<void> session::disconnect() {
  shell_.reset();
  co_await contact_.close();
}

}  // namespace slipway::fleet
