// A run at work on a host, followed whatever becomes of the connection.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/fleet/contact.hpp>
#include <slipway/fleet/shell.hpp>
#include <slipway/plan/run_log.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

/// What must outlive the following of it.
struct followed_run {
  const deployable& host;
  contact& reached;
  std::optional<shell>& through;  // the shell that tells the journal
  const std::string& name;        // on the host
  plan::run_log& log;
  std::chrono::seconds reconnect_for;  // how long a lost connection is tried to be made again
  std::function<asio::awaitable<void>(plan::event)> heard;
  std::function<void(std::string_view why_lost)> connection;  // empty: it is there again
};

/// Takes the journal into the log until the run has ended, every record once, over as many connections as it takes: they are
/// made again after pauses that grow. `lost` is why the present one is gone, if it is. False where the run has not begun and
/// never will. Throws what ended it: transport::error when the time was over, refusal when the host refused.
[[nodiscard]] SLIPWAY_DECL asio::awaitable<bool> follow(followed_run run, std::exception_ptr lost);

namespace detail {
[[nodiscard]] SLIPWAY_DECL asio::awaitable<void> wait(std::chrono::steady_clock::duration time);
}  // namespace detail

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/follow.ipp>
#endif
