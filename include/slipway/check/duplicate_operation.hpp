// Two operations of one role have the same name and say different things.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// `role.rows[i]` against the rows before it; the same operation reached twice is one row already.
constexpr void find_duplicate_operation(const role_view& role, std::size_t i, findings& found) {
  const row& r = role.rows.first[i];
  for (auto k = role.by_name.first(r.name_digest); k < i; k = role.by_name.next(k)) {
    const row& other = role.rows.first[k];
    if (other.name_digest == r.name_digest && same_text(other.name, r.name))
      return found.add({mistake::duplicate_operation, {culprit(other), culprit(r)}});
  }
}

}  // namespace slipway::rules
