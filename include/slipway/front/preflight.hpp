// What can be wrong on this side is found out here, before any host is contacted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/ask_facts.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/secrets.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/plan_file.hpp>
#include <slipway/front/state_record.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// A mistake of the operator's: one message that says what, where and what to do.
struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a run needs beside its program.
struct provisions {
  std::vector<const deployable*> selected;
  std::vector<std::pair<const deployable*, std::string>> ignored;  // by a policy or an exclude, and why
  std::unique_ptr<state_record> record;                            // of this controller
  std::unique_ptr<departed> all_departed;                          // from the layout
  std::vector<const deployable*> gone;                             // those of them that the patterns take
  fleet::inventory known;
  plan::source_table sources;
  std::vector<std::shared_ptr<const std::string>> archives;  // of folders among them: temporary files, which these keep
  std::map<const deployable*, plan::secret_table> secrets;
  std::optional<reviewed_plan> reviewed;
};

/// The deployables that a request takes; throws usage_error where that is none, or a pattern matches nothing.
[[nodiscard]] SLIPWAY_DECL std::vector<const deployable*> selected_of(const program& p, const request& asked,
                                                                      const fleet::fact_asker& ask = {});

/// What policies ask hosts with; both must outlive it.
[[nodiscard]] SLIPWAY_DECL fleet::fact_asker asker_of(const program& p, const fleet::inventory& known);

/// Selects, reads the inventory, the plan file, local files and secrets, and looks at keys, names and the terminal. Throws
/// usage_error. What the inventory says of a machine goes before what is `known` of it.
[[nodiscard]] SLIPWAY_DECL provisions provide(const program& p, const request& asked, const fleet::inventory& known);

/// Whether there is somebody to ask.
[[nodiscard]] SLIPWAY_DECL bool has_operator();

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/preflight.ipp>
#endif
