// The secrets of all hosts, read before any of them is contacted.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

struct loaded_secrets {
  std::map<const deployable*, plan::secret_table> hosts;  // those that need some
  std::vector<std::string> problems;                      // one sentence for each that is missing
};

/// Asks the operator; nothing where there is nobody to ask.
using ask_for_secret = std::function<std::optional<secret_text>(const std::string& question)>;

/// Reads each secret of each source once; asks for those that are to be asked for once all others are there. Variables of the
/// environment are gone afterwards. As soon as there is one to be read, this process leaves no core dump any more.
[[nodiscard]] SLIPWAY_DECL loaded_secrets load_secrets(std::span<const deployable* const> selected,
                                                       const plan::source_table& sources, const ask_for_secret& ask);

/// No core dump, and no look into this process by others of the same user.
SLIPWAY_DECL void keep_memory_private();

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/secrets.ipp>
#endif
