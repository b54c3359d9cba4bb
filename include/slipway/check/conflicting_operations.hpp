// Two operations of one role want different things of the same key.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Exclusive claims conflict with exclusive claims and with parts, parts only when they are equal; claims that want the
/// same state are one thing.
constexpr bool conflict(const claim& a, const claim& b) {
  if (!manages(a) || !manages(b) || a.whole != b.whole || a.space != b.space || !same_text(a.subject, b.subject)) return false;
  const bool parts = a.kind == claim_kind::part && b.kind == claim_kind::part;
  if (parts && a.part != b.part) return false;
  return a.kind != b.kind || a.state != b.state;
}

/// The claims of `role.rows[i]` against those of the rows before it.
constexpr void find_conflicts(const role_view& role, index_view claims_by_subject, std::size_t i, findings& found) {
  const row& r = role.rows[i];
  for (const auto& c : role.claims_of(i)) {
    claims_by_subject.look_up(c.whole, [&](std::size_t k) {
      if (k >= r.first_claim) return true;
      if (!conflict(role.claims[k], c)) return false;
      const auto other = role.owner_of(k);
      found.add({mistake::conflicting_operations, {culprit(role.rows[other]), culprit(r), culprit(c.space, c.subject)}});
      return true;
    });
  }
}

}  // namespace slipway::rules
