// What this machine remembers of runs that have not ended everywhere, so that they can be resumed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/front/command_line.hpp>

namespace slipway::front {

struct run_record {
  std::string run, layout, who;
  std::vector<std::string> deployables;  // full names of all of the run's
  std::vector<std::string> open;         // those that are not known to be done
  std::string command = "apply";
  std::string inventory, state, plan;  // files, with their whole paths; may be empty
  bool prune = false, allow_unhealthy = false, rollback_succeeded = false;
  std::size_t parallel = 50, lock_timeout = 0, timeout = 0;
  std::vector<std::string> waves, canaries;
  std::string max_failures;
};

/// A record of what is asked for, whose run has this id.
[[nodiscard]] SLIPWAY_DECL run_record record_of(const request& asked, std::string_view run, std::string_view layout,
                                                std::string_view who, std::vector<std::string> deployables);

/// What a run's options were is in force again, where the request does not say otherwise.
SLIPWAY_DECL void take_over(const run_record& r, request& asked);

/// Files below $XDG_STATE_HOME/slipway/controller, or ~/.local/state; one for each run. A record is this process's from when
/// it was written or taken until the process ends.
class run_records {
 public:
  SLIPWAY_DECL explicit run_records(std::string folder);
  SLIPWAY_DECL static std::string usual_folder();

  /// Throws std::runtime_error with one sentence.
  SLIPWAY_DECL void write(const run_record& r);
  SLIPWAY_DECL void remove(const std::string& run);
  /// Of one layout, the oldest first; files that are damaged or foreign are passed over.
  [[nodiscard]] SLIPWAY_DECL std::vector<run_record> of_layout(std::string_view layout) const;
  [[nodiscard]] SLIPWAY_DECL std::optional<run_record> find(const std::string& run) const;
  /// False where another process of this machine carries the run out.
  [[nodiscard]] SLIPWAY_DECL bool take(const std::string& run);

 private:
  [[nodiscard]] SLIPWAY_DECL std::string file_of(std::string_view run) const;
  [[nodiscard]] SLIPWAY_DECL std::optional<run_record> read(const std::string& file) const;

  std::string folder_;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/run_record.ipp>
#endif
