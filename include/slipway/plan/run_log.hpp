// What a run's journal says, record by record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/run_about.hpp>

namespace slipway::plan {

/// `ignored` is a failure that the operation says to ignore; `rolled_back`, its guard has put back what it found.
enum class outcome : unsigned char { not_reached, changed, kept, skipped, failed, ignored, rolled_back };

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(outcome o);

/// How a run ended; `open` as long as it goes on; `rebooting`, it has restarted the host and is to go on afterwards. A run that was
/// killed, or whose host has rebooted, has not said so itself.
enum class run_end : unsigned char {
  open,
  succeeded,
  failed,
  interrupted,
  differs,
  busy,
  rolled_back,
  killed,
  rebooted,
  rebooting
};

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(run_end e);

/// Where a guard is: `unsaved`, its steps were not begun; `restored`, all is as it was before them.
enum class guard_state : unsigned char {
  waiting,
  armed,
  awaiting,
  confirmed,
  unchanged,
  unsaved,
  restoring,
  restored,
  incomplete
};

struct step_log {
  std::string name;
  verdict predicted{};
  std::string before, desired;  // states, where they are known
  outcome what = outcome::not_reached;
  double seconds = 0;
};

/// What one record said, for those who show a run as it happens.
struct event {
  enum class kind : unsigned char { nothing, started, ended, guard, waiting, other };
  kind what = kind::nothing;
  std::size_t step = 0;  // of a guard its place in the plan's list
};

/// The state of a run as its journal tells it. Everything from the host is cleaned here.
struct run_log {
  run_about about;
  std::vector<step_log> steps;
  std::vector<guard_state> guards;
  run_end end = run_end::open;
  bool begun = false;                  // its first record has come
  std::uint64_t bytes = 0;             // of the journal that were taken: where to go on
  std::optional<std::size_t> running;  // the step at work
  std::string boot{};                  // the id of the boot in which it has restarted the host
  std::uint32_t boots_within = 0;      // seconds that this may take
  std::string waiting{};               // whose lock it waits for
  std::string reason{};                // of the end, in words
  std::vector<std::string> output{};   // the failed step's last lines
  std::vector<std::string> notes{};
  std::vector<std::string> differences{};  // steps that were found changed since the plan

  SLIPWAY_DECL explicit run_log(const host_plan& plan);
  /// Of a run that somebody else has begun.
  SLIPWAY_DECL explicit run_log(run_about of);
  /// Takes one line of the journal; a torn one is ignored.
  SLIPWAY_DECL event take(std::string_view line);
  /// Where nothing more can come, and the run has not said how it ended.
  SLIPWAY_DECL void take_loss(std::string_view how);
  [[nodiscard]] SLIPWAY_DECL std::size_t count(outcome o) const;

 private:
  SLIPWAY_DECL event take_record(std::string_view kind, std::string_view rest);
  SLIPWAY_DECL void take_end(std::string_view rest);
  SLIPWAY_DECL event take_guard(std::string_view rest);
  SLIPWAY_DECL event take_step(std::string_view kind, std::string_view rest);
  [[nodiscard]] SLIPWAY_DECL std::string reason_of_restoring(const about_guard& g, std::string_view why) const;
  bool ended_badly_ = false;
  std::string why_;  // a guard is taken back
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/run_log.ipp>
#endif
