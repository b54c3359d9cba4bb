// Runs a coroutine to its end, and fails instead of hanging.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include <slipway/transport/channel.hpp>

namespace transport_test {

namespace asio = boost::asio;
using slipway::transport::channel;

inline void run(asio::awaitable<void> work, std::chrono::seconds within = std::chrono::seconds(60)) {
  asio::io_context context;
  std::exception_ptr thrown;
  bool done = false;
  asio::co_spawn(context, std::move(work), [&](std::exception_ptr e) {
    thrown = std::move(e);
    done = true;
    context.stop();
  });
  context.run_for(within);
  if (!done) throw std::runtime_error("the coroutine did not end");
  if (thrown) std::rethrow_exception(thrown);
}

inline asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

inline asio::awaitable<std::string> read_all(channel& from) {
  std::string all;
  std::string piece(64 << 10, '\0');
  for (;;) {
    const auto size = co_await from.read(std::span(piece));
    if (size == 0) co_return all;
    all.append(piece, 0, size);
  }
}

}  // namespace transport_test
