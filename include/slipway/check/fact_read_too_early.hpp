// A condition or a text uses a fact that an earlier operation may change: it is read before anything is changed.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Whether carrying out a row may change what a fact says; only facts that are asked about a path are ever changed by one.
constexpr bool may_change(const role_view& role, std::size_t from, const fact_reference& fact) {
  const row& r = role.rows[from];
  if (r.affects_everything || (r.affects_spaces & space_bit("path")) != 0) return true;
  const claim reader{claim_kind::reads, "path", fact.path, fact.whole};
  for (const auto& c : role.claims_of(from))
    if (c.kind <= claim_kind::affects && overlap(c, reader)) return true;
  return false;
}

constexpr void find_fact_read_too_early(const role_view& role, std::size_t i, const fact_reference& fact, findings& found) {
  if (fact.path.empty()) return;
  for (std::size_t k = 0; k != i; ++k)
    if (may_change(role, k, fact))
      return found.add({mistake::fact_read_too_early, {culprit(role.rows[i]), culprit(role.rows[k]), culprit(fact.path)}});
}

/// What `role.rows[i]` says itself; what it takes from a machine's data stands there.
constexpr void find_facts_read_too_early(const role_view& role, std::size_t i, findings& found) {
  for (const auto& t : role.rows[i].condition) find_fact_read_too_early(role, i, t.fact, found);
  for (const auto& l : role.rows[i].lets) find_fact_read_too_early(role, i, l.fact, found);
}

}  // namespace slipway::rules
