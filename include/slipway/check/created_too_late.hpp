// An operation needs what a later one creates: its folder, owner, group, unit or program.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {
namespace detail {

/// Whether a row before `i` brings the subject too, or says that it may.
constexpr bool brought_before(const role_view& role, std::size_t i, const claim& wanted) {
  for (const auto& c : table_view<claim>(role.claims.first, role.rows[i].first_claim))
    if (c.kind <= claim_kind::affects && c.after != presence::absent && overlap(c, wanted)) return true;
  return false;
}

}  // namespace detail

/// What a claim of `role.rows[i]` needs against what later rows create.
constexpr void find_later_creator(const role_view& role, const index_view& by_subject, std::size_t i, const claim& wanted,
                                  findings& found) {
  const row& r = role.rows.first[i];
  for (auto k = by_subject.first(wanted.whole); k != no_index; k = by_subject.next(k)) {
    const claim& c = role.claims.first[k];
    if (c.whole.value != wanted.whole.value || !creates(c) || !same_text(c.space, wanted.space) ||
        !same_text(c.subject, wanted.subject))
      continue;
    if (k < r.first_claim) return;
    if (k >= r.first_claim + r.claim_count && !detail::brought_before(role, i, wanted))
      return found.add({mistake::created_too_late, {culprit(r), culprit(role.rows[role.owner_of(k)])}});
  }
}

}  // namespace slipway::rules
