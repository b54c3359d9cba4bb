#pragma once

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/follow.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::fleet {
namespace detail {

/// A host that carries out a change ticks once a second.
inline constexpr auto follow_patience = 15s;
inline constexpr auto first_pause = 500ms;
inline constexpr auto longest_pause = 15s;

SLIPWAY_DECL asio::awaitable<void> wait(std::chrono::steady_clock::duration time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

/// Whether trying again may help: a host that proves to be another one, or refuses the login, will do so again.
inline bool may_come_back(const transport::error& e) {
  return e.kind != transport::failure::host_key && e.kind != transport::failure::login && e.kind != transport::failure::local;
}

inline asio::awaitable<void> read_journal(followed_run& run) {
  while (run.log.end == plan::run_end::open) {
    const auto line = co_await run.through->read_line(follow_patience);
    if (!line) throw transport::error(transport::failure::closed, "the host closed the session");
    std::string_view rest = *line;
    if (plan::take_word(rest) != run.through->nonce()) continue;
    const auto kind = plan::take_word(rest);
    if (kind == "refused") throw refusal("the host did not take the change: " + clean(rest), "nothing was changed");
    if (kind == "lost") run.log.take_loss(rest);
    if (kind != "j") continue;
    const auto event = run.log.take(rest);
    if (run.heard) co_await run.heard(event);
  }
}

/// False where the run has not begun.
inline asio::awaitable<bool> try_to_reattach(followed_run& run) {
  run.through.reset();
  run.reached.drop();
  co_await run.reached.connect();
  std::string nonce;
  bool begun = true;
  const script_maker script = [&](const std::string& n) {
    nonce = n;
    return plan::follow_script(run.host, run.name, run.log.bytes, n);
  };
  const line_taker take = [&](std::string_view line) {
    if (plan::take_word(line) != nonce) return false;
    const auto kind = plan::take_word(line);
    if (kind == "refused") throw refusal("the host does not tell about the run: " + clean(line), "look at the host");
    begun = kind != "none";
    return kind == "attached" || kind == "none";
  };
  run.through = co_await run.reached.ask(script, take);
  if (!begun) run.through.reset();  // it takes one order
  co_return begun;
}

inline asio::awaitable<bool> reattach(followed_run& run) {
  const auto until = std::chrono::steady_clock::now() + run.reconnect_for;
  std::chrono::steady_clock::duration pause = first_pause;
  for (;;) {
    co_await wait(pause);
    pause = std::min<std::chrono::steady_clock::duration>(2 * pause, longest_pause);
    try {
      const bool begun = co_await try_to_reattach(run);
      co_return begun;
    } catch (const transport::error& e) {
      if (!may_come_back(e) || std::chrono::steady_clock::now() + pause > until) throw;
    }
  }
}

inline std::string words_of(std::exception_ptr lost) {
  try {
    std::rethrow_exception(std::move(lost));
  } catch (const std::exception& e) {
    return clean(e.what());
  }
}

}  // namespace detail

SLIPWAY_DECL asio::awaitable<bool> follow(followed_run run, std::exception_ptr lost) {
  for (;;) {
    try {
      if (!lost) {
        co_await detail::read_journal(run);
        co_return true;
      }
    } catch (const transport::error&) {
      lost = std::current_exception();
    }
    if (run.connection) run.connection(detail::words_of(std::exchange(lost, nullptr)));
    const bool begun = co_await detail::reattach(run);
    if (run.connection) run.connection({});
    if (!begun) co_return false;
  }
}

}  // namespace slipway::fleet
