// An operation may end the operator's own access, and neither a guard nor a reason says that this is all right.
#pragma once

#include <string_view>

#include <slipway/check/finding.hpp>

namespace slipway::rules {

/// What concerns whoever deploys, or with a user what concerns that one alone.
constexpr void find_lockout_risk(const row& r, const std::string_view& user, findings& found) {
  if (r.lockout_risk.empty() || !same_text(r.lockout_user, user) || r.guard != 0) return;
  if (r.options != nullptr && !r.options->unguarded.empty()) return;
  found.add({mistake::unguarded_lockout_risk, {culprit(r), culprit(r.lockout_risk)}});
}

}  // namespace slipway::rules
