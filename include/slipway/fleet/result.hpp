// How a host's deployment ended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace slipway::fleet {

enum class ending : unsigned char { succeeded, failed, dependency_failed, not_found, ignored, interrupted, not_reached };

[[nodiscard]] constexpr std::string_view to_text(ending e) {
  switch (e) {
    case ending::succeeded: return "succeeded";
    case ending::failed: return "failed";
    case ending::dependency_failed: return "dependency failed";
    case ending::not_found: return "not found";
    case ending::ignored: return "ignored";
    case ending::interrupted: return "interrupted";
    case ending::not_reached: break;
  }
  return "not reached";
}

/// Nothing went wrong, and nothing is left to be done.
[[nodiscard]] constexpr bool is_success(ending e) { return e == ending::succeeded || e == ending::not_found; }

/// All texts are clean: they may go to a terminal.
struct result {
  ending how = ending::ignored;
  std::string reason{};
  std::string remedy{};
  std::vector<std::string> output{};  // the last lines of what failed
  bool resumable = false;             // the host may go on, or has stopped in the middle
};

}  // namespace slipway::fleet
