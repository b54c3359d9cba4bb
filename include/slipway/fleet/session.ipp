#pragma once

#include <algorithm>
#include <fstream>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/fleet/session_manifest.ipp>
#include <slipway/fleet/sources.hpp>

namespace slipway::fleet {
namespace detail {

using namespace std::chrono_literals;

/// A host that probes says nothing meanwhile; one that carries out a change ticks once a second.
inline constexpr auto answer_patience = 120s;
inline constexpr auto follow_patience = 30s;
inline constexpr auto confirm_patience = 5s;

inline const char* elevation_remedy(std::string_view reason) {
  if (reason == "missing") return "install sudo there, or log in as root";
  if (reason == "needed") return "run on a terminal to be asked for the password, or set SLIPWAY_SUDO_PASSWORD";
  return "check the password, and that the user may use sudo";
}

inline std::string elevation_reason(std::string_view reason) {
  if (reason == "missing") return "there is no sudo on the host";
  if (reason == "needed") return "sudo asks for a password";
  return "sudo refused the password";
}

/// A failure with a remedy.
struct refusal : std::runtime_error {
  std::string remedy;
  refusal(const std::string& what, std::string what_to_do) : std::runtime_error(what), remedy(std::move(what_to_do)) {}
};

}  // namespace detail

SLIPWAY_DECL session::session(const deployable& host, session_context& context, part why)
    : host_(&host), context_(&context), why_(why), bare_(host) {
  static constexpr static_plan nothing{};
  bare_.plan = &nothing;
}

SLIPWAY_DECL const plan::secret_table* session::secrets() const {
  if (context_->secrets == nullptr) return nullptr;
  const auto found = context_->secrets->find(host_);
  return found == context_->secrets->end() ? nullptr : &found->second;
}

SLIPWAY_DECL plan::host_scope session::scope() const {
  return plan::host_scope(host_->data, context_->sources, &answer_.facts, secrets());
}

SLIPWAY_DECL void session::move_to(stage next) {
  stage_ = next;
  if (context_->moved) context_->moved(*this, {});
}

SLIPWAY_DECL void session::end(result r) {
  if (has_ended()) return;
  result_ = std::move(r);
  move_to(stage::ended);
}

SLIPWAY_DECL void session::overrule(result r) {
  result_ = std::move(r);
  move_to(stage::ended);
}

SLIPWAY_DECL void session::fail(const std::exception& e) {
  result r{ending::failed, clean(e.what()), {}, {}};
  if (const auto* lost = dynamic_cast<const transport::error*>(&e)) r.remedy = lost->remedy;
  if (const auto* refused = dynamic_cast<const detail::refusal*>(&e)) r.remedy = refused->remedy;
  if (const auto* wrong = dynamic_cast<const plan::manifest_error*>(&e)) r.remedy = wrong->remedy;
  if (stage_ == stage::changing && dynamic_cast<const transport::error*>(&e) != nullptr) {
    r.reason = "the connection was lost while the change was made: " + r.reason;
    r.remedy = "the host finishes by itself; plan again to see what is left (its journal: runs/" +
               plan::run_name(*host_, context_->run_id) + ")";
  }
  if (log_) r.output = log_->output;
  end(std::move(r));
}

SLIPWAY_DECL asio::awaitable<void> session::gather() {
  try {
    if (!connection_) {
      move_to(stage::connecting);
      connection_ = co_await connect(*host_, context_->known, context_->ask);
    }
    move_to(stage::asking);
    if (log_) differences_ = std::move(log_->differences);
    log_.reset();
    plan_.reset();
    removal_.reset();
    orphans_.clear();
    const plan::host_scope nothing_known(host_->data, context_->sources, nullptr);
    expected_ = plan::records_of(*host_->plan, nothing_known);
    asked_ = context_->what_for == purpose::destroy ? &bare_ : host_;
    co_await ask_with_elevation();
    refuse_other_platform();
    take_manifests();
    if (has_ended()) co_return;
    const bool ask_again = prepare_removal();
    if (ask_again) co_await ask_with_elevation();
    if (ask_again) take_manifests();
    if (has_ended()) co_return;
    make_plan();
    leave_alone_if_unwell();
    if (has_ended()) co_return;
    move_to(stage::planned);
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::ask_with_elevation() {
  password_ = context_->sudo_password;
  bool answered = co_await ask(password_);  // GCC 12 miscompiles a co_await inside an if
  if (answered) co_return;
  // only a host whose sudo wants a password makes us ask the operator for one
  if (context_->sudo_password.empty()) context_->sudo_password = context_->ask("Password for sudo on the hosts");
  password_ = context_->sudo_password;
  if (password_.empty()) throw detail::refusal(detail::elevation_reason("needed"), detail::elevation_remedy("needed"));
  answered = co_await ask(password_);
  if (!answered) throw detail::refusal(detail::elevation_reason("refused"), detail::elevation_remedy("refused"));
}

/// False where sudo needs a password and none was given.
SLIPWAY_DECL asio::awaitable<bool> session::ask(std::string_view password) {
  const auto q = make_question();
  shell_ = co_await shell::open(*connection_, host_->settings->connection.ssh.become, q.nonce, password);
  const plan::host_scope nothing_known(host_->data, context_->sources, nullptr, secrets());
  ++round_trips_;
  const auto script = plan::phase_one_script(*asked_, nothing_known, q);
  co_await shell_->write(script);
  plan::answer_reader reader(q.nonce, asked_->plan->rows.size());
  for (;;) {
    const auto line = co_await shell_->read_line(detail::answer_patience);
    if (!line) {
      const auto said = clean(shell_->error_output());
      throw detail::refusal("the host's shell ended before it had answered" + (said.empty() ? "" : ": " + said),
                            "log in by hand and try `sh`");
    }
    std::string_view rest = *line;
    if (plan::take_word(rest) == q.nonce && plan::take_word(rest) == "elevate") {
      if (rest == "needed") co_return false;
      throw detail::refusal(detail::elevation_reason(rest), detail::elevation_remedy(rest));
    }
    if (reader.take(*line)) break;
  }
  answer_ = reader.result();
  co_return true;
}

SLIPWAY_DECL void session::refuse_other_platform() {
  const auto& wanted = host_->settings->platform;
  if (wanted.id.empty()) return;
  const auto id = answer_.facts.find("os.id");
  const auto version = answer_.facts.find("os.version");
  const auto is = clean(id == answer_.facts.end() ? "unknown" : id->second) + " " +
                  clean(version == answer_.facts.end() ? "" : version->second);
  const auto says = std::string(wanted.id) + (wanted.version == 0 ? "" : " " + std::to_string(wanted.version));
  const bool same_id = id != answer_.facts.end() && id->second == wanted.id;
  const bool same_version =
      wanted.version == 0 || (version != answer_.facts.end() &&
                              plan::to_number(version->second.substr(0, version->second.find('.')), 0) == wanted.version);
  if (!same_id || !same_version)
    throw detail::refusal("the host runs " + is + ", and the program says " + says,
                          "correct the platform in the program's settings, or the host's address");
}

/// Who only wants to see the plan sees it, and that the host is not well.
SLIPWAY_DECL void session::leave_alone_if_unwell() {
  if (answer_.unwell.empty() || context_->allow_unhealthy || context_->then == after_plan::end) return;
  if (context_->what_for != purpose::deploy || why_ != part::selected) return;
  std::vector<std::string> lines;
  for (const auto& line : answer_.unwell) lines.push_back(clean(line));
  end({ending::failed, "the host is not well, and was left alone",
       "mend it (of a unit: systemctl status, then systemctl reset-failed) and apply again, or add --allow-unhealthy",
       std::move(lines)});
}

SLIPWAY_DECL asio::awaitable<void> session::apply() {
  try {
    log_.emplace(*plan_);
    if (is_readonly() && !plan_->is_empty())
      co_return end({ending::failed,
                     "it is readonly, and not as the program says; nothing was changed",
                     "see `plan`: put the host right, or change the program",
                     {}});
    if (!has_something_to_do()) co_return end({ending::succeeded, {}, {}, {}});
    co_await send_change();
    if (has_ended()) co_return;
    co_await follow();
    take_end();
  } catch (const std::exception& e) {
    fail(e);
  }
}

SLIPWAY_DECL asio::awaitable<void> session::send_change() {
  confirmation_ = make_nonce() + make_nonce();
  const auto change = plan::change_script(*plan_, scope(), context_->run_id, controller_name(), &read_file, confirmation_);
  if (!change.uploads.empty()) {
    move_to(stage::uploading);
    std::exception_ptr failed;
    try {
      for (const auto& u : change.uploads) co_await send_upload(u);
    } catch (...) {
      failed = std::current_exception();  // where nothing may be awaited
    }
    if (failed || told_to_stop_) (void)co_await tell(&plan::discard_script);
    if (failed) std::rethrow_exception(failed);
    if (told_to_stop_) co_return end({ending::interrupted, "stopped before anything was changed", "apply again to go on", {}});
  }
  move_to(stage::changing);
  ++round_trips_;
  const auto order = plan::order_of(change, *host_, context_->run_id) + change.script;
  co_await shell_->write(order);
  if (!change.secrets.empty()) co_await shell_->write(change.secrets.view());
  co_await shell_->finish_writing();
}

SLIPWAY_DECL asio::awaitable<void> session::send_upload(const plan::upload& u) {
  const auto nonce = make_nonce();
  auto to = co_await shell::open(*connection_, host_->settings->connection.ssh.become, nonce, password_);
  const auto expect = [&](std::string_view word) -> asio::awaitable<void> {
    ++round_trips_;
    const auto line = co_await to.read_line(detail::answer_patience);
    if (!line || *line != to.nonce() + " " + std::string(word))
      throw detail::refusal("the host did not take the file '" + u.source + "': " + clean(line ? *line : to.error_output()),
                            "is there room on the host?");
  };
  const auto script = plan::upload_script(*host_, context_->run_id, u.index, u.size, nonce);
  co_await to.write(script);
  co_await expect("ready");
  std::ifstream in(u.source, std::ios::binary);
  std::string piece(std::size_t{1} << 20, '\0');
  while (!told_to_stop_ && (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0))
    co_await to.write(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  if (told_to_stop_) co_return;
  // the host does not read again what it received, so what was sent must be what was measured
  if (version_of(u.source) != context_->sources.find(u.source)->second.version)
    throw detail::refusal("the local file '" + u.source + "' was written to while it was deployed", "apply again");
  co_await to.finish_writing();
  co_await expect("stored");
}

SLIPWAY_DECL asio::awaitable<void> session::follow() {
  while (log_->end == plan::run_end::open) {
    const auto line = co_await shell_->read_line(detail::follow_patience);
    if (!line) throw transport::error(transport::failure::closed, "the host closed the session");
    std::string_view rest = *line;
    if (plan::take_word(rest) != shell_->nonce()) continue;
    const auto kind = plan::take_word(rest);
    if (kind == "refused") throw detail::refusal("the host did not take the change: " + clean(rest), "nothing was changed");
    if (kind == "lost")
      throw detail::refusal("the change ended without a word: it was killed, or the host ran out of something",
                            "look at the host, and plan again to see what is left");
    if (kind != "j") continue;
    const auto event = log_->take(*plan_, rest);
    if (event.what == plan::event::kind::started) running_ = event.step;
    if (event.what == plan::event::kind::ended) running_.reset();
    if (context_->moved) context_->moved(*this, event);
    if (event.what == plan::event::kind::guard && log_->guards[event.step] == plan::guard_state::awaiting)
      co_await confirm(event.step);
  }
}

/// Until a new connection has told the host, or the time that it waits is over: the journal then says how that ended.
SLIPWAY_DECL asio::awaitable<void> session::confirm(std::size_t guard) {
  const auto patience = std::chrono::milliseconds(host_->plan->guards[guard].confirm_within_ms);
  const auto until = std::chrono::steady_clock::now() + patience;
  bool settled = false;
  while (!settled && std::chrono::steady_clock::now() < until) {
    settled = co_await confirm_once(guard);
    if (settled) co_return;
    asio::steady_timer pause(co_await asio::this_coro::executor, std::chrono::milliseconds(200));
    co_await pause.async_wait(asio::use_awaitable);
  }
}

/// Whether the host has heard the word, or has said that it is too late. The connection is a new one: it logs in, checks the host
/// key and becomes root as the first did, and nothing of that one is used.
SLIPWAY_DECL asio::awaitable<bool> session::confirm_once(std::size_t guard) {
  bool settled = false;
  try {
    ++round_trips_;
    auto fresh = co_await connect(*host_, context_->known, context_->ask);
    const auto nonce = make_nonce();
    auto to = co_await shell::open(*fresh, host_->settings->connection.ssh.become, nonce, password_);
    const auto script = plan::confirm_script(*host_, context_->run_id, guard + 1, confirmation_, nonce);
    co_await to.write(script);
    co_await to.finish_writing();
    for (bool open = true; open;) {
      const auto line = co_await to.read_line(detail::confirm_patience);
      open = line.has_value();
      if (!open) continue;
      std::string_view rest = *line;
      if (plan::take_word(rest) != nonce) continue;
      const auto word = plan::take_word(rest);
      if (word == "told" || word == "late") settled = true;
    }
    co_await fresh->close();
  } catch (const std::exception&) {
    // tried again as long as the host waits
  }
  co_return settled;
}

SLIPWAY_DECL void session::take_end() {
  switch (log_->end) {
    case plan::run_end::succeeded: return end({ending::succeeded, {}, {}, {}});
    case plan::run_end::interrupted:
      return end({ending::interrupted, "stopped before its next step, as asked", "apply again to go on", {}});
    case plan::run_end::busy:
      return end({ending::failed, log_->reason, "wait until that run has ended; nothing was changed", {}});
    case plan::run_end::failed:
      return end({ending::failed, log_->reason,
                  std::string("mend what the output says and ") + (context_->what_for == purpose::destroy ? "destroy" : "apply") +
                      " again; what succeeded stays",
                  log_->output});
    case plan::run_end::rolled_back: return take_roll_back();
    default: return;  // found changed: planned once more
  }
}

SLIPWAY_DECL void session::take_roll_back() {
  const auto incomplete = std::ranges::find(log_->guards, plan::guard_state::incomplete);
  if (incomplete == log_->guards.end())
    return end({ending::failed, log_->reason, "all that the guard held is as it was before; mend the cause and apply again",
                log_->output});
  end({ending::failed, log_->reason,
       "log in and finish by hand: what was saved is in runs/" + plan::run_name(*host_, context_->run_id) + "/kept." +
           std::to_string(incomplete - log_->guards.begin() + 1),
       log_->output});
}

SLIPWAY_DECL asio::awaitable<void> session::stop() {
  if (stage_ == stage::uploading) told_to_stop_ = true;
  if (stage_ != stage::changing) co_return;
  const bool told = co_await tell(&plan::stop_script);
  if (told) told_to_stop_ = true;
}

SLIPWAY_DECL asio::awaitable<bool> session::tell(message what) {
  bool told = false;
  try {
    const auto nonce = make_nonce();
    auto to = co_await shell::open(*connection_, host_->settings->connection.ssh.become, nonce, password_);
    const auto script = what(*host_, context_->run_id, nonce);
    co_await to.write(script);
    co_await to.finish_writing();
    for (bool open = true; open;) {
      const auto line = co_await to.read_line(detail::follow_patience);
      open = line.has_value();
      if (open && *line == nonce + " told") told = true;
    }
  } catch (const std::exception&) {
    // the connection's own reader reports that it is lost
  }
  co_return told;
}

SLIPWAY_DECL asio::awaitable<void> session::disconnect() {
  shell_.reset();
  if (!connection_) co_return;
  try {
    co_await connection_->close();
  } catch (const std::exception&) {
    // nothing is left to be said to a host that is gone
  }
  connection_.reset();
}

}  // namespace slipway::fleet
