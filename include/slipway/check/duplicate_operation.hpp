// Two operations of one role have the same name and say different things.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// `role.rows[i]` against the rows before it; the same operation reached twice is one row already.
constexpr void find_duplicate_operation(const role_view& role, std::size_t i, findings& found) {
  const row& r = role.rows[i];
  const auto first = role.find({}, r.name, r.name_digest);
  if (first && *first < i)
    found.add({mistake::duplicate_operation, {culprit(role.rows[*first]), culprit(r)}});
}

}  // namespace slipway::rules
