// Two operations of one role want different things of the same key.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Exclusive claims conflict with exclusive claims and with parts, parts only when they are equal; claims that want the
/// same state are one thing.
constexpr bool conflict(const claim& a, const claim& b) {
  if (a.whole.value != b.whole.value || !manages(a) || !manages(b) || !same_text(a.space, b.space) ||
      !same_text(a.subject, b.subject))
    return false;
  const bool parts = a.kind == claim_kind::part && b.kind == claim_kind::part;
  if (parts && a.part != b.part) return false;
  return a.kind != b.kind || a.state != b.state;
}

/// A claim of `role.rows[i]` against those of the rows before it.
constexpr void find_conflict(const role_view& role, const index_view& claims_by_subject, std::size_t i, const claim& c,
                             findings& found) {
  const row& r = role.rows.first[i];
  for (auto k = claims_by_subject.first(c.whole); k < r.first_claim; k = claims_by_subject.next(k))
    if (conflict(role.claims.first[k], c)) {
      const auto other = role.owner_of(k);
      return found.add({mistake::conflicting_operations, {culprit(role.rows[other]), culprit(r), culprit(c.space, c.subject)}});
    }
}

}  // namespace slipway::rules
