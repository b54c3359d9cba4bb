// Which run can be resumed: what this machine keeps of it, and what becomes of that when it ends.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/deployment.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/run_record.hpp>
#include <slipway/plan/run_about.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Of one invocation. Not thread-safe.
class run_keeper {
 public:
  SLIPWAY_DECL explicit run_keeper(std::string_view layout);

  /// Finds the run that `resume` is asked for, and makes of the request the command that began it, with its options and the
  /// deployables that are not done; false where there is none. Throws usage_error where it is another layout's, or another
  /// process's.
  [[nodiscard]] SLIPWAY_DECL bool take_up(const program& p, request& asked);
  /// The run that is to be resumed; empty where none is.
  [[nodiscard]] const std::string& resumes() const { return resumes_; }
  /// Whether this machine knows of it.
  [[nodiscard]] bool knows_it() const { return knows_it_; }
  /// All deployables of the run, where it is resumed; else those that are selected now.
  [[nodiscard]] std::span<const deployable* const> whole_run(std::span<const deployable* const> selected) const {
    return whole_.empty() ? selected : std::span<const deployable* const>(whole_);
  }

  /// Before the first change is sent. A problem, in one sentence, is no reason to stop.
  [[nodiscard]] SLIPWAY_DECL std::string keep(const request& asked, const plan::run_label& run,
                                              std::span<const deployable* const> all);
  /// How sessions have ended, or where they are when this process leaves them to their hosts.
  SLIPWAY_DECL void note(const fleet::deployment& fleet);
  /// What is done everywhere is forgotten, the rest kept. Problems, a sentence each.
  [[nodiscard]] SLIPWAY_DECL std::vector<std::string> settle();
  /// After that: the run that can be resumed; empty where none can.
  [[nodiscard]] const std::string& resumable() const { return resumable_; }

 private:
  SLIPWAY_DECL std::vector<std::string> remember();
  SLIPWAY_DECL void forget_superseded();

  std::string layout_;
  run_records records_;
  std::optional<run_record> kept_;
  std::vector<const deployable*> whole_;
  std::vector<std::string> open_, done_;
  std::string resumes_, resumable_;
  bool knows_it_ = false, cut_short_ = false;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/run_keeper.ipp>
#endif
