// What the operator asked for.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/deployment.hpp>
#include <slipway/front/graph.hpp>
#include <slipway/front/select.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {

enum class command : unsigned char { plan, apply, destroy, adopt, forget, resume, history, unlock, list, facts, graph };

/// As it is typed.
[[nodiscard]] SLIPWAY_DECL std::string_view to_text(command c);

struct request {
  command what{};
  patterns which;
  bool diff = false, script = false, yes = false, json = false, detailed_exit_code = false, prune = false;
  bool lists_facts = false, all_facts = false, allow_unhealthy = false;
  int verbosity = 0;
  std::string plan_out, plan_in, inventory;
  std::string program;                      // as it was called
  std::string resumes;                      // the run to complete; empty: the latest
  std::string reason;                       // why a lock is broken
  std::size_t lock_timeout = 0;             // seconds
  std::chrono::seconds reconnect_for{300};  // after a connection was lost in a change
  std::string state;                        // the file of the controller's own record
  colors color = colors::automatic;
  fleet::deployment_options fleet;
  drawing_options drawing;
};

/// A request, or the exit status with which the program is done (help was asked for, or the arguments are wrong; either was
/// printed).
struct parsed {
  std::optional<request> asked;
  int status = 0;
};

[[nodiscard]] SLIPWAY_DECL parsed parse_command_line(std::string_view layout, int argc, const char* const* argv);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/command_line.ipp>
#endif
