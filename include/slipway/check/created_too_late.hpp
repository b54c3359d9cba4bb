// An operation needs what a later one creates: its folder, owner, group, unit or program.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {
namespace detail {

/// Whether a row before `i` brings the subject too, or says that it may.
constexpr bool brought_before(const role_view& role, std::size_t i, const claim& wanted) {
  for (const auto& c : role.claims.subspan(0, role.rows[i].first_claim))
    if (c.kind <= claim_kind::affects && c.after != presence::absent && overlap(c, wanted)) return true;
  return false;
}

constexpr void find_later_creator(const role_view& role, index_view by_subject, std::size_t i, const claim& wanted,
                                  findings& found) {
  by_subject.look_up(wanted.whole, [&](std::size_t k) {
    const claim& c = role.claims[k];
    if (!creates(c) || c.space != wanted.space || !same_text(c.subject, wanted.subject)) return false;
    const auto owner = role.owner_of(k);
    if (owner <= i || brought_before(role, i, wanted)) return owner < i;
    found.add({mistake::created_too_late, {culprit(role.rows[i]), culprit(role.rows[owner])}});
    return true;
  });
}

}  // namespace detail

/// What `role.rows[i]` needs against what later rows create.
constexpr void find_created_too_late(const role_view& role, index_view by_subject, std::size_t i, findings& found) {
  for (const auto& c : role.claims_of(i))
    if (c.kind == claim_kind::needs) detail::find_later_creator(role, by_subject, i, c, found);
}

}  // namespace slipway::rules
