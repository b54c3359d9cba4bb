// What a host remembers of its runs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/run_log.hpp>

namespace slipway::plan {

/// Everything from the host is cleaned here.
struct past_run {
  std::string name;  // the run's id, an attempt's number where it is not the first, and the machine's key
  std::string who, layout, machine, command;
  std::string resumes;  // the id of the run that it completes
  run_end how = run_end::open;
  bool begun = false;
  bool holds_lock = false;
  std::size_t changed = 0, kept = 0, skipped = 0, failed = 0;
  std::string at;      // the step that failed, or was at work when it ended or now
  std::string reason;  // why it ended so, in words; of an unlock, what was broken and why

  /// The id of the invocation.
  [[nodiscard]] SLIPWAY_DECL std::string id() const;
  /// When it was begun, by the clock of the machine that it was begun from: "2026-11-25T22:15:30Z"; empty where the id does
  /// not say.
  [[nodiscard]] SLIPWAY_DECL std::string when() const;
};

/// Takes the lines of a host's answer, without the nonce. Runs come in the order of their names, which is that of their times.
class history_reader {
 public:
  SLIPWAY_DECL void take(std::string_view line);
  [[nodiscard]] const std::vector<past_run>& runs() const { return runs_; }

 private:
  SLIPWAY_DECL past_run& run(std::string_view name);
  std::vector<past_run> runs_;
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/run_history.ipp>
#endif
