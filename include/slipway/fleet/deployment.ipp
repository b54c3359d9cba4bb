#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <slipway/fleet/deployment.hpp>

namespace slipway::fleet {

SLIPWAY_DECL deployment::deployment(boost::asio::io_context& io, std::span<const deployable* const> selected,
                                    session_context& context, deployment_options options, approval approve)
    : io_(io), options_(std::move(options)), approve_(std::move(approve)) {
  for (const auto* host : selected) sessions_.emplace_back(*host, context);
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
    else if (s->found_changed())
      s->end({ending::failed, "the host has changed since the plan; nothing was done",
              "see what else is at work there, and plan again", s->log()->differences});
    else s->end({ending::succeeded, {}, {}, {}});
  }
  run_all(wave, &session::disconnect);
}

SLIPWAY_DECL void deployment::run_all(std::span<session* const> sessions, work what) {
  std::size_t next = 0, active = 0;
  const auto worker = [&]() -> asio::awaitable<void> {
    while (next != sessions.size()) co_await run_one(*sessions[next++], what);
    --active;
  };
  for (std::size_t i = 0; i != std::min(options_.parallel, sessions.size()); ++i, ++active)
    asio::co_spawn(io_, worker, asio::detached);
  io_.restart();
  while (active != 0) io_.run_one();
}

SLIPWAY_DECL asio::awaitable<void> deployment::run_one(session& s, work what) {
  using asio::experimental::awaitable_operators::operator||;
  if (interrupted_ && what != &session::disconnect) co_return;
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
  for (auto& s : sessions_)
    if (s.at() == stage::changing) asio::co_spawn(io_, s.stop(), asio::detached);
}

}  // namespace slipway::fleet
