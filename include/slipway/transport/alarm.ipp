#pragma once

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include <slipway/transport/alarm.hpp>

namespace slipway::transport {

SLIPWAY_DECL alarm::alarm(const asio::any_io_executor& executor, std::chrono::steady_clock::duration after,
                          std::function<void()> ring)
    : state_(std::make_shared<state>(state{asio::steady_timer(executor, after), std::move(ring)})) {
  wait(state_);
}

SLIPWAY_DECL alarm::~alarm() {
  state_->ring = nullptr;
  state_->timer.cancel();
}

SLIPWAY_DECL void alarm::wait(const std::shared_ptr<state>& armed) {
  armed->timer.async_wait([armed](const boost::system::error_code&) {
    if (!armed->ring) return;
    const auto late = std::chrono::steady_clock::now() - armed->timer.expiry();
    if (late > std::chrono::milliseconds(200)) {
      armed->timer.expires_after(late);
      return wait(armed);
    }
    std::exchange(armed->ring, nullptr)();
  });
}

SLIPWAY_DECL asio::awaitable<void> leave_if_cancelled() {
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) throw boost::system::system_error(asio::error::operation_aborted);
}

}  // namespace slipway::transport
