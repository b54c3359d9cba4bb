#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <slipway/core/clean.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/front/fleet_run.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/terminal.hpp>
#include <slipway/resources/catalogue.hpp>

namespace slipway::front {
namespace detail {

/// In the order of time: "20261125-223820-731b26c", whose last part begins with milliseconds.
inline std::string make_run_id() {
  const auto now = std::chrono::system_clock::now();
  const auto seconds = std::chrono::system_clock::to_time_t(now);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::array<char, 32> text{};
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &utc);
  return fmt::format("{}-{:03}{}", text.data(), ms, fleet::make_nonce().substr(0, 4));
}

/// Those that Slipway has, and those of the program's own resources.
inline std::vector<const family*> all_families(const program& p) {
  const auto known = resources::catalogue();
  std::vector<const family*> all(known.begin(), known.end());
  for (const auto& d : p.deployables)
    for (const auto& r : d.plan->rows)
      if (const auto* f = &r.kind->belongs_to(r.payload); std::ranges::find(all, f) == all.end()) all.push_back(f);
  return all;
}

inline fleet::purpose purpose_of(command c) {
  switch (c) {
    case command::facts:
    case command::history:
    case command::unlock: return fleet::purpose::look;
    case command::destroy: return fleet::purpose::destroy;
    case command::adopt: return fleet::purpose::adopt;
    default: return fleet::purpose::deploy;
  }
}

}  // namespace detail

SLIPWAY_DECL fleet_run::fleet_run(const program& p, request asked, const fleet::inventory& known, printer& print,
                                  run_keeper keeper)
    : program_(p),
      request_(std::move(asked)),
      print_(print),
      keeper_(std::move(keeper)),
      with_(provide(program_, request_, known)) {
  if (with_.reviewed) {
    request_.fleet.plan_again = false;
    request_.prune = with_.reviewed->prune;
  }
  families_ = detail::all_families(program_);
}

SLIPWAY_DECL fleet::session_context fleet_run::make_context(observer moved) {
  fleet::session_context context{with_.known, with_.sources, program_.deployables};
  context.secrets = &with_.secrets;
  context.run = {detail::make_run_id(),        fleet::controller_name(),
                 std::string(program_.layout), std::string(to_text(request_.what)),
                 request_.lock_timeout,        keeper_.resumes()};
  context.run.keeps_guards = request_.fleet.rollback_succeeded;
  context.resumes = keeper_.resumes();
  context.reconnect_for = request_.reconnect_for;
  for (const auto* host : keeper_.whole_run(with_.selected)) plan::do_once(*host, context.once);
  const auto says_platform = [](const deployable* host) { return !host->settings->platform.id.empty(); };
  if (std::ranges::any_of(with_.selected, says_platform)) context.facts.push_back({&facts::os()});
  context.allow_unhealthy = request_.allow_unhealthy;
  if (request_.diff) context.differing = plan::contents::sent;
  if (request_.fleet.apply) context.then = fleet::after_plan::wait_for_change;
  context.what_for = detail::purpose_of(request_.what);
  context.pruned = request_.prune ? fleet::orphans::go : fleet::orphans::stay;
  context.families = families_;
  context.shared = fleet::credentials_of_environment();
  context.shared.ask = [this](const std::string& question) { return ask_once(question); };
  context.moved = std::move(moved);
  return context;
}

SLIPWAY_DECL std::string fleet_run::ask_once(const std::string& question) {
  const auto known = answers_.find(question);
  if (known != answers_.end()) return known->second;
  print_.live().pause();
  answers_[question] = has_operator() ? ask_secret(question) : std::string();
  print_.live().resume();
  return answers_[question];
}

SLIPWAY_DECL void fleet_run::drive(fleet::deployment& fleet) {
  fleet_ = &fleet;
  print_.live().watch(fleet.sessions());
  boost::asio::signal_set signals(io_, SIGINT, SIGTERM, SIGHUP);
  std::function<void(const boost::system::error_code&, int)> on_signal = [&](const boost::system::error_code& e, int) {
    if (e) return;
    if (fleet.interrupted()) leave_at_once(fleet);
    print_.say("stopping: running steps finish, no other is begun; once more leaves at once");
    fleet.interrupt();
    signals.async_wait(on_signal);
  };
  signals.async_wait(on_signal);
  boost::asio::steady_timer redraw(io_);
  std::function<void(const boost::system::error_code&)> on_redraw = [&](const boost::system::error_code& e) {
    if (e) return;
    print_.live().refresh();
    redraw.expires_after(std::chrono::milliseconds(200));
    redraw.async_wait(on_redraw);
  };
  if (print_.live().is_shown()) on_redraw({});
  fleet.run();
  print_.live().clear();
}

SLIPWAY_DECL void fleet_run::leave_at_once(fleet::deployment& fleet) {
  for (const auto& s : fleet.sessions()) {
    if (s.why() == fleet::part::related) continue;
    if (s.has_ended()) print_.say(describe_result(s, print_.words()));
    else if (s.is_changing())
      print_.say(fmt::format("{}  {}{}", s.host().name,
                             s.told_to_stop() ? "was told to stop" : "could not be told to stop yet and goes on by itself",
                             s.log()->running ? " after '" + s.log()->steps[*s.log()->running].name + "'" : ""));
    else print_.say(fmt::format("{}  nothing was changed", s.host().name));
  }
  keeper_.note(fleet);
  for (const auto& problem : keeper_.settle()) print_.say("warning: " + problem);
  say_how_to_resume();
  // unwinding would wait for connections
  std::fflush(nullptr);
  std::_Exit(keeper_.resumable().empty() ? 1 : 4);
}

SLIPWAY_DECL void fleet_run::say_how_to_resume() {
  if (!keeper_.resumable().empty()) print_.say(clean(request_.program) + " resume " + keeper_.resumable());
}

SLIPWAY_DECL bool fleet_run::is_unknown_run() const {
  return request_.fleet.resume && !keeper_.knows_it() &&
         std::ranges::none_of(fleet_->sessions(), [](const fleet::session& s) { return s.earlier().has_value(); });
}

SLIPWAY_DECL int fleet_run::exit_status(const fleet::deployment& fleet) const {
  bool pending = false;
  for (const auto& s : fleet.sessions()) {
    if (s.why() == fleet::part::related) continue;
    const auto how = s.outcome().how;
    if (how == fleet::ending::failed || how == fleet::ending::dependency_failed || how == fleet::ending::interrupted) return 1;
    pending = pending || (s.planned() && !s.planned()->is_empty());
  }
  return request_.what == command::plan && request_.detailed_exit_code && pending ? 3 : 0;
}

}  // namespace slipway::front
