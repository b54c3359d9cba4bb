// On a terminal: a line for each host that is at work, and a line for all, redrawn in place.
#pragma once

#include <chrono>
#include <deque>
#include <string>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>

namespace slipway::front {

/// Draws on standard error; does nothing where that is no terminal. Not thread-safe.
class live_view {
 public:
  SLIPWAY_DECL explicit live_view(bool wanted);
  live_view(const live_view&) = delete;
  live_view& operator=(const live_view&) = delete;
  SLIPWAY_DECL ~live_view();

  void watch(const std::deque<fleet::session>& sessions) { sessions_ = &sessions; }
  [[nodiscard]] bool is_shown() const { return shown_; }
  /// Redraws, at most ten times a second.
  SLIPWAY_DECL void refresh();
  /// Takes the view away, so that lines can be printed above the next one.
  SLIPWAY_DECL void clear();
  /// Draws nothing until `resume`: the operator is being asked.
  SLIPWAY_DECL void pause();
  void resume() { paused_ = false; }

 private:
  using clock = std::chrono::steady_clock;
  SLIPWAY_DECL std::string line_of(const fleet::session& s) const;
  SLIPWAY_DECL std::string total() const;

  const std::deque<fleet::session>* sessions_ = nullptr;
  bool shown_, paused_ = false;
  std::size_t lines_ = 0;
  clock::time_point begun_ = clock::now(), drawn_{};
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/live_view.ipp>
#endif
