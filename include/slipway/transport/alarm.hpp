// Deadlines that do not punish one host for the time that was spent on another.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>

namespace slipway::transport {

/// Rings once, unless it is destroyed before. Time in which this thread was busy elsewhere (a question to the
/// operator) does not count: what arrived meanwhile could not be looked at.
class alarm {
 public:
  SLIPWAY_DECL alarm(const asio::any_io_executor& executor, std::chrono::steady_clock::duration after,
                     std::function<void()> ring);
  SLIPWAY_DECL ~alarm();
  alarm(const alarm&) = delete;
  alarm& operator=(const alarm&) = delete;

  [[nodiscard]] bool rang() const { return !state_->ring; }

 private:
  struct state {
    asio::steady_timer timer;
    std::function<void()> ring;
  };
  static SLIPWAY_DECL void wait(const std::shared_ptr<state>& armed);

  std::shared_ptr<state> state_;
};

/// Throws what Asio throws when this coroutine was cancelled; for waits whose end says nothing by itself.
SLIPWAY_DECL asio::awaitable<void> leave_if_cancelled();

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/alarm.ipp>
#endif
