// What a run leaves on its host beside its journal, so that others can tell what the journal speaks of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>

namespace slipway::plan {

/// What an operator asked for, as hosts and other operators are told.
struct run_label {
  std::string id;                 // of the invocation
  std::string who;                // "deploy@desk"
  std::string layout;             // of the program
  std::string command = "apply";  // of the program
  std::size_t lock_timeout = 0;   // seconds to wait for another run to end
  std::string resumes{};          // the id of the run that it completes
  std::string follows{};          // the name, on the host, of its stage before, whose lock it takes over
  bool keeps_guards = false;      // what confirmed guards have saved is kept until their wave is over
};

struct about_step {
  std::size_t index = 0;
  verdict predicted{};
  std::string line;  // "web.cpp:7"
  std::string name;
};

/// What can be told of a guard.
struct about_guard {
  std::string name, verify;
  std::uint32_t apply_within_ms = 0, confirm_within_ms = 0;
};

struct run_about {
  std::string layout, machine, command, resumes;
  std::vector<about_step> steps;
  std::vector<about_guard> guards;

  /// Takes one line; what it does not know, a newer program has written.
  SLIPWAY_DECL void take(std::string_view line);
};

/// What a host's plan says of itself.
[[nodiscard]] SLIPWAY_DECL run_about about_of(const host_plan& plan, const run_label& run);

/// The lines of a run that carries out this plan, without a newline at the end.
[[nodiscard]] SLIPWAY_DECL std::string to_lines(const run_about& about);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/run_about.ipp>
#endif
