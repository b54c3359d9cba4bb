// Which deployables a run takes, and why.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

struct choice {
  const deployable* host = nullptr;
  bool selected = false;
  std::string reason;
};

struct selection_result {
  std::vector<choice> choices;  // one for each deployable, in the program's order
  std::string problem;          // one message where a pattern is none or matches nothing
  bool by_name = false;         // something is included, so that policies are not asked
};

/// What a policy said of a deployable that nobody named.
struct policy_answer {
  bool deploy = true;
  std::string reason = "default";
};

/// Asks the policy of a deployable, which stands at this place in the program.
using ask_policy = std::function<policy_answer(std::size_t)>;

/// The patterns that a run is asked for: those of the command line, and of the program's selections that it names.
struct patterns {
  std::vector<std::string> include, exclude, selections;
  bool with_dependencies = false;  // of what is taken, and theirs, but for what is excluded
  bool with_dependents = false;    // the other way round
};

/// Whether the patterns of the command line take a name that no deployable of the program has.
[[nodiscard]] SLIPWAY_DECL bool takes(const patterns& asked, std::string_view prefix, std::string_view name);

/// Exclude wins; with includes exactly what they match is taken, whatever policies say, else what its policy deploys. Only
/// policies whose answer counts are asked. A pattern may also match only what has left the layout (`departed`).
[[nodiscard]] SLIPWAY_DECL selection_result select(const program& p, const patterns& asked, const ask_policy& ask,
                                                   std::span<const deployable* const> departed = {});

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/select.ipp>
#endif
