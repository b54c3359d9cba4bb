// A condition or a text uses a fact that an earlier operation may change: it is read before anything is changed.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Whether a claim may be about something whose path begins so.
constexpr bool may_begin(const claim& c, std::string_view below) {
  const auto literal = c.subject.substr(0, has_pattern(c) ? c.subject.find_first_of("*?\\") : c.subject.size());
  return begins_with(literal, below) || (c.kind == claim_kind::affects && begins_with(below, literal));
}

/// Whether carrying out a row may change what a fact says.
constexpr bool may_change(const role_view& role, std::size_t from, const fact_reference& fact) {
  const auto space = fact.kind->space;
  const row& r = role.rows[from];
  if (r.affects_everything || (r.affects_spaces & space_bit(space)) != 0) return true;
  const claim reader{claim_kind::reads, space, fact.about, fact.whole};
  for (const auto& c : role.claims_of(from))
    if (c.kind <= claim_kind::affects &&
        (fact.about.empty() ? c.space == space && may_begin(c, fact.kind->below) : overlap(c, reader)))
      return true;
  return false;
}

/// Most facts are changed by no operation: those of the hardware, of the network.
constexpr void find_fact_read_too_early(const role_view& role, std::size_t i, const fact_reference& fact, findings& found) {
  if (fact.kind == nullptr || fact.kind->space.empty()) return;
  // what is done in an earlier stage comes before it is read
  for (std::size_t k = stage_begin(role.rows, i); k != i; ++k)
    if (may_change(role, k, fact))
      return found.add({mistake::fact_read_too_early,
                        {culprit(role.rows[i]), culprit(role.rows[k]), culprit(fact.about.empty() ? fact.name : fact.about)}});
}

/// What `role.rows[i]` says itself; what it takes from a machine's data stands there.
constexpr void find_facts_read_too_early(const role_view& role, std::size_t i, findings& found) {
  const row& r = role.rows.first[i];
  if (r.condition.count == 0 && r.lets.count == 0) return;
  for (const auto& t : r.condition) find_fact_read_too_early(role, i, t.fact, found);
  for (const auto& l : r.lets) find_fact_read_too_early(role, i, l.fact, found);
}

}  // namespace slipway::rules
