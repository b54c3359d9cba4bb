// The program as it is once the machines are known that only its run knows.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/front/machine_record.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Reads all sources of a program, and holds what the deployables that it makes of them look at.
class run_time_machines {
 public:
  /// Throws std::runtime_error with all faults, one a line: files that cannot be read, commands that fail, records that do not fit
  /// the data struct, names that are used twice.
  SLIPWAY_DECL explicit run_time_machines(const program& p);
  run_time_machines(const run_time_machines&) = delete;
  run_time_machines& operator=(const run_time_machines&) = delete;

  /// The program's own deployables, then those that were read; the program itself where it has no sources.
  [[nodiscard]] const program& whole() const { return whole_; }
  /// Where the sources say that machines are.
  [[nodiscard]] const fleet::inventory& known() const { return known_; }

 private:
  struct made_machine {
    machine_record record;
    std::vector<deployable_name> tags;
    std::unique_ptr<void, void (*)(void*)> data;
    std::vector<let_value> lets;
  };
  SLIPWAY_DECL machine_records read(const machine_source& source) const;
  SLIPWAY_DECL void add(const machine_source& source, machine_record record);
  SLIPWAY_DECL void refuse_same_names(const std::vector<std::string>& where, std::vector<std::string>& faults) const;
  /// A deployable depends on the machines at these places, too.
  SLIPWAY_DECL void connect(std::size_t dependent, std::size_t first, std::size_t end);

  std::deque<made_machine> made_;
  std::vector<deployable> deployables_;
  std::deque<std::vector<std::size_t>> dependencies_;
  fleet::inventory known_;
  program whole_;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/run_time_machines.ipp>
#endif
