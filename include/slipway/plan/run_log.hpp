// What a run's journal says, record by record.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>

namespace slipway::plan {

/// `ignored` is a failure that the operation says to ignore; `rolled_back`, its guard has put back what it found.
enum class outcome : unsigned char { not_reached, changed, kept, skipped, failed, ignored, rolled_back };

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(outcome o);

/// How a run ended; `open` as long as it goes on.
enum class run_end : unsigned char { open, succeeded, failed, interrupted, differs, busy, rolled_back };

/// Where a guard is: `unsaved`, its steps were not begun; `restored`, all is as it was before them.
enum class guard_state : unsigned char { waiting, armed, awaiting, confirmed, unchanged, unsaved, restoring, restored, incomplete };

struct step_log {
  outcome what = outcome::not_reached;
  double seconds = 0;
};

/// What one record said, for those who show a run as it happens.
struct event {
  enum class kind : unsigned char { nothing, started, ended, guard, other };
  kind what = kind::nothing;
  std::size_t step = 0;  // of a guard its place in the plan's list
};

/// The state of a run as its journal tells it. Everything from the host is cleaned here.
struct run_log {
  std::vector<step_log> steps;
  std::vector<guard_state> guards;
  run_end end = run_end::open;
  std::string reason{};               // of the end, in words
  std::vector<std::string> output{};  // the failed step's last lines
  std::vector<std::string> notes{};
  std::vector<std::string> differences{};  // steps that were found changed since the plan

  SLIPWAY_DECL explicit run_log(const host_plan& plan);
  /// Takes one line of the journal; a torn one is ignored.
  SLIPWAY_DECL event take(const host_plan& plan, std::string_view line);
  [[nodiscard]] SLIPWAY_DECL std::size_t count(outcome o) const;

 private:
  SLIPWAY_DECL void take_end(std::string_view rest);
  SLIPWAY_DECL event take_guard(const host_plan& plan, std::string_view rest);
  SLIPWAY_DECL event take_step(const host_plan& plan, std::string_view kind, std::string_view rest);
  bool ended_badly_ = false;
  std::string why_;  // a guard is taken back
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/run_log.ipp>
#endif
