// What stands in a guard must be known, and taken back by it; and guards do not nest.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/model/row.hpp>

namespace slipway::rules {

/// Something of a row in a guard that nothing takes back.
constexpr void find_not_restorable(const row& r, const table_view<guard_row>& guards, findings& found) {
  if (r.guard == 0) return;
  const culprit guard(guards[r.guard - 1u].name, guards[r.guard - 1u].line);
  if (r.decides != nullptr || r.reboot_within != 0) found.add({mistake::stage_in_a_guard, {culprit(r), guard}});
  else if (r.restored == way_back::none) found.add({mistake::not_restorable, {culprit(r), guard}});
}

constexpr void find_nested_guards(const table_view<guard_row>& guards, findings& found) {
  for (const auto& g : guards)
    if (g.outer != 0)
      found.add(
          {mistake::guard_in_a_guard, {culprit(g.name, g.line), culprit(guards[g.outer - 1u].name, guards[g.outer - 1u].line)}});
}

}  // namespace slipway::rules
