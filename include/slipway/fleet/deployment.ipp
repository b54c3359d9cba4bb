#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <slipway/fleet/deployment.hpp>

namespace slipway::fleet {

namespace detail {

/// Those that others depend on before those others; apart from that in the order that they have.
inline std::vector<const deployable*> in_order_of_dependencies(std::span<const deployable> all,
                                                               std::span<const deployable* const> selected) {
  std::vector<const deployable*> ordered;
  const std::function<void(const deployable*)> add = [&](const deployable* d) {
    if (std::ranges::find(ordered, d) != ordered.end()) return;
    for (const auto i : d->dependencies) add(&all[i]);  // the compiler has seen that there is no cycle
    if (std::ranges::find(selected, d) != selected.end()) ordered.push_back(d);
  };
  for (const auto* d : selected) add(d);
  return ordered;
}

}  // namespace detail

SLIPWAY_DECL deployment::deployment(boost::asio::io_context& io, std::span<const deployable> all,
                                    std::span<const deployable* const> selected, session_context& context,
                                    deployment_options options, approval approve)
    : io_(io),
      somebody_is_done_(io, asio::steady_timer::time_point::max()),
      options_(std::move(options)),
      approve_(std::move(approve)) {
  for (const auto* host : detail::in_order_of_dependencies(all, selected)) {
    auto& s = sessions_.emplace_back(*host, context);
    for (auto& other : sessions_)
      for (const auto i : host->dependencies)
        if (&other.host() == &all[i]) dependencies_[&s].push_back(&other);
  }
}

SLIPWAY_DECL void deployment::run() {
  std::vector<session*> all;
  for (auto& s : sessions_) all.push_back(&s);
  std::size_t begin = 0;
  for (std::size_t wave = 0; begin != all.size(); ++wave) {
    const auto size =
        options_.waves.empty() ? all.size() : options_.waves[std::min(wave, options_.waves.size() - 1)].of(all.size());
    const auto count = std::clamp<std::size_t>(size, 1, all.size() - begin);
    if (interrupted_) return end_rest({ending::interrupted, "stopped before it was begun", "apply again to go on", {}});
    if (declined_) return end_rest({ending::ignored, "not approved", {}, {}});
    if (too_many_failures())
      return end_rest({ending::ignored, "too many hosts have failed before", "mend them and apply again", {}});
    run_wave(std::span(all).subspan(begin, count));
    begin += count;
  }
}

SLIPWAY_DECL bool deployment::too_many_failures() const {
  if (!options_.most_failures) return false;
  const auto failed = static_cast<std::size_t>(
      std::ranges::count_if(sessions_, [](const session& s) { return s.outcome().how == ending::failed; }));
  return failed > options_.most_failures->of(sessions_.size());
}

SLIPWAY_DECL void deployment::end_rest(const result& r) {
  for (auto& s : sessions_) s.end(r);
}

SLIPWAY_DECL void deployment::run_wave(std::span<session* const> wave) {
  std::vector<session*> open(wave.begin(), wave.end());
  const auto drop_ended = [&] { std::erase_if(open, [](const session* s) { return s->has_ended(); }); };
  // a host that changes under our eyes is planned anew, but not for ever
  for (int attempt = 0; attempt != (options_.plan_again ? 3 : 1) && !open.empty(); ++attempt) {
    run_all(open, &session::gather);
    drop_ended();
    if (!options_.apply) break;
    if (interrupted_) break;
    if (!open.empty() && !approve_(open, [this] {
          io_.restart();
          io_.poll();
        })) {
      declined_ = true;
      break;
    }
    drop_ended();  // those that were refused
    run_all(open, &session::apply);
    drop_ended();
  }
  for (auto* s : open) {
    if (interrupted_) s->end({ending::interrupted, "stopped before anything was changed", "apply again to go on", {}});
    else if (declined_) s->end({ending::ignored, "not approved; nothing was changed", {}, {}});
    else if (end_if_a_dependency_failed(*s); s->has_ended()) continue;
    else if (s->found_changed())
      s->end({ending::failed, "the host has changed since the plan; nothing was done",
              "see what else is at work there, and plan again", s->log()->differences});
    else s->end({ending::succeeded, {}, {}, {}});
  }
  run_all(wave, &session::disconnect);
}

SLIPWAY_DECL void deployment::run_all(std::span<session* const> sessions, work what) {
  std::size_t next = 0, active = 0;
  busy_.insert(sessions.begin(), sessions.end());
  const auto worker = [&]() -> asio::awaitable<void> {
    while (next != sessions.size()) {
      auto& s = *sessions[next++];
      co_await run_one(s, what);
      busy_.erase(&s);
      somebody_is_done_.cancel();
    }
    --active;
  };
  for (std::size_t i = 0; i != std::min(options_.parallel, sessions.size()); ++i, ++active)
    asio::co_spawn(io_, worker, asio::detached);
  io_.restart();
  while (active != 0) io_.run_one();
}

SLIPWAY_DECL asio::awaitable<void> deployment::run_one(session& s, work what) {
  if (what == &session::apply) {
    const bool may_begin = co_await dependencies_succeed(s);
    if (!may_begin) co_return;
  }
  if (interrupted_ && what != &session::disconnect) co_return;
  co_await run_within_time(s, what);
}

SLIPWAY_DECL asio::awaitable<bool> deployment::dependencies_succeed(session& s) {
  const auto needed = dependencies_.find(&s);
  if (needed == dependencies_.end()) co_return true;
  for (const auto* other : needed->second) {
    while (busy_.contains(other) && !interrupted_) {
      boost::system::error_code ignored;
      co_await somebody_is_done_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    // one that is planned anew has not ended yet: its dependents come again with it
    if (!other->has_ended()) co_return false;
  }
  end_if_a_dependency_failed(s);
  co_return !s.has_ended();
}

SLIPWAY_DECL void deployment::end_if_a_dependency_failed(session& s) {
  const auto needed = dependencies_.find(&s);
  if (needed == dependencies_.end()) return;
  for (const auto* other : needed->second) {
    const auto how = other->outcome().how;
    if (other->has_ended() && how == ending::succeeded) continue;
    const auto name = full_name(other->host());
    const auto why = how == ending::dependency_failed ? ", which was left alone: it " + other->outcome().reason
                     : other->has_ended()             ? ", which is not deployed (" + std::string(to_text(how)) + ")"
                                                      : ", which has changed since it was planned";
    return s.end({ending::dependency_failed,
                  "depends on " + name + why,
                  "mend " + name + " and apply again; nothing was changed here",
                  {}});
  }
}

SLIPWAY_DECL asio::awaitable<void> deployment::run_within_time(session& s, work what) {
  using asio::experimental::awaitable_operators::operator||;
  if (!options_.timeout || what == &session::disconnect) {
    co_await (s.*what)();
    co_return;
  }
  asio::steady_timer timer(io_, *options_.timeout);
  const auto first = co_await ((s.*what)() || timer.async_wait(asio::use_awaitable));
  if (first.index() == 1)
    s.overrule({ending::failed,
                "not done within " + std::to_string(options_.timeout->count()) + " s",
                s.log() ? "the host finishes by itself; plan again to see what is left" : "nothing was changed",
                {}});
}

SLIPWAY_DECL void deployment::interrupt() {
  interrupted_ = true;
  somebody_is_done_.cancel();
  for (auto& s : sessions_)
    if (s.at() == stage::changing || s.at() == stage::uploading) asio::co_spawn(io_, s.stop(), asio::detached);
}

}  // namespace slipway::fleet
