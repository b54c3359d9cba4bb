// Two operations of one role have the same name and say different things.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// `role.rows[i]` against the rows before it; the same operation reached twice is one row already.
constexpr void find_duplicate_operation(const role_view& role, std::size_t i, findings& found) {
  const row& r = role.rows[i];
  role.by_name.look_up(r.name_digest, [&](std::size_t k) {
    if (k == i) return true;
    if (role.rows[k].name_digest != r.name_digest || !same_text(role.rows[k].name, r.name)) return false;
    found.add({mistake::duplicate_operation, {culprit(role.rows[k]), culprit(r)}});
    return true;
  });
}

}  // namespace slipway::rules
