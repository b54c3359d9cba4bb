// All rules over a layout: `static_assert(sw::check<site>)` is true, or does not compile and says why.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <slipway/check/condition_of_data.hpp>
#include <slipway/check/conflicting_operations.hpp>
#include <slipway/check/constants.hpp>
#include <slipway/check/created_too_late.hpp>
#include <slipway/check/dependencies.hpp>
#include <slipway/check/deployable_dependencies.hpp>
#include <slipway/check/duplicate_deployable.hpp>
#include <slipway/check/duplicate_operation.hpp>
#include <slipway/check/exposed_secret.hpp>
#include <slipway/check/fact_read_too_early.hpp>
#include <slipway/check/finding.hpp>
#include <slipway/check/layout_view.hpp>
#include <slipway/check/layout_with_sources.hpp>
#include <slipway/check/machine_needs.hpp>
#include <slipway/check/not_restorable.hpp>
#include <slipway/check/report.hpp>
#include <slipway/check/role_view.hpp>
#include <slipway/check/selection_matches_nothing.hpp>
#include <slipway/check/unfilled_hole.hpp>
#include <slipway/check/unguarded_lockout_risk.hpp>
#include <slipway/check/unused_data.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/machine.hpp>

namespace slipway::rules {

namespace detail {
template <const auto& Role>
inline constexpr auto claims_by_subject = [] {
  constexpr auto& claims = role_tables<Role>::claims;
  chained_index<claims.size()> index{};
  [[maybe_unused]] const claim* const first = claims.data();
  for (std::size_t k = claims.size(); k-- != 0;)
    if (manages(first[k]) || creates(first[k])) index.add(k, first[k].whole);
  return index;
}();
}  // namespace detail

/// The mistakes of one row of a role.
constexpr void find_mistakes_of_row(const role_view& role, const index_view& claims_by_subject,
                                    const table_view<guard_row>& guards, std::size_t i, findings& found) {
  const row& r = role.rows.first[i];
  find_duplicate_operation(role, i, found);
  find_wrong_dependencies(role, i, found);
  const claim* c = role.claims.first + r.first_claim;
  for (const claim* const end = c + r.claim_count; c != end; ++c) {
    if (manages(*c)) find_conflict(role, claims_by_subject, i, *c, found);
    else if (c->kind == claim_kind::needs) find_later_creator(role, claims_by_subject, i, *c, found);
  }
  find_facts_read_too_early(role, i, found);
  find_lockout_risk(r, {}, found);
  find_not_restorable(r, guards, found);
  find_exposed_secrets(r, found);
}

/// The mistakes of one block of a role's rows; a block is one evaluation.
template <const auto& Role, std::size_t Block>
inline constexpr findings found_in_block = [] {
  findings found{};
  const index_view by_subject(detail::claims_by_subject<Role>);
  const table_view<guard_row> guards(role_tables<Role>::guards);
  for (std::size_t i = Block * block_rows; i < view_of<Role>.rows.size() && i < (Block + 1) * block_rows; ++i)
    find_mistakes_of_row(view_of<Role>, by_subject, guards, i, found);
  return found;
}();

template <const auto& Role>
inline constexpr findings found_in_role = []<std::size_t... Blocks>(std::index_sequence<Blocks...>) {
  findings found{};
  (found.merge(found_in_block<Role, Blocks>), ...);
  find_nested_guards(role_tables<Role>::guards, found);
  return found;
}
(blocks_of<Role>{});

template <class Machine>
concept HasOperations = requires {
  Machine::operations;
}
&&is_role<std::remove_cvref_t<decltype(Machine::operations)>>;

template <const auto& Role>
inline constexpr machine_needs needs_of_role = needs_of(view_of<Role>.rows);

/// The mistakes of a role's rows on one machine, which has these data and settings.
constexpr void find_mistakes_on_machine(const table_view<row>& rows, const machine_needs& needs, table_view<let_value> lets,
                                        const settings& on, const culprit& machine, findings& found) {
  if (needs.data)
    for (const auto& r : rows) {
      find_unfilled_holes(r, lets, machine, found);
      find_wrong_data_in_condition(r, lets, machine, found);
    }
  if (holds_secret(lets))
    for (const auto& r : rows) find_exposed_secrets(r, lets, found);
  find_machine_mistakes(rows, needs, on, machine, found);
}

/// The mistakes that depend on where a machine stands in its layout.
template <class Machine, class... Outer>
inline constexpr findings found_on_machine = [] {
  findings found{};
  const culprit machine(Machine::prefix, Machine::name);
  if constexpr (!(HasConstants<Machine> && ... && HasConstants<Outer>)) {
    found.is_complete = false;
    const auto judge = [&]<class T>(types<T>, culprit who) {
      if (!HasConstants<T> && !IsInError<T>) found.add({mistake::not_constant, {who}});
    };
    judge(types<Machine>{}, machine);
    (judge(types<Outer>{}, culprit(Outer::kind, Outer::name)), ...);
  } else if constexpr (HasOperations<Machine>) {
    constexpr auto rows = view_of<Machine::operations>.rows;
    if (rows.empty()) found.add({mistake::no_operations, {machine}});
    find_mistakes_on_machine(rows, needs_of_role<Machine::operations>, effective_lets<Machine, Outer...>,
                             effective_settings<Machine, Outer...>, machine, found);
  } else {
    found.add({mistake::no_operations, {machine}});
  }
  return found;
}();

/// A layout's selections, as the run time sees them.
template <class Layout>
inline constexpr auto selections_of = [] {
  if constexpr (requires { Layout::selections; }) {
    return boost::hana::unpack(Layout::selections.items, [](const auto&... items) {
      return std::array<selection_view, sizeof...(items)>{
          selection_view{items.name, items.patterns.included, items.patterns.excluded}...};
    });
  } else {
    return std::array<selection_view, 0>{};
  }
}();

template <class Layout>
inline constexpr findings found = [] {
  findings all{};
  find_duplicate_deployables(view_with_sources<Layout>, all);
  find_dependencies_outside(view_with_sources<Layout>, all);
  find_deployable_cycle<layout_tables<Layout>::count + detail::deployable_count<Layout>::sources>(view_with_sources<Layout>, all);
  // who knows which machines there will be
  if constexpr (detail::deployable_count<Layout>::sources == 0)
    for (const auto& s : selections_of<Layout>) find_empty_patterns(view_of_layout<Layout>, s, all);
  for_each_deployable<Layout>([&]<class Deployable, class... Outer>() {
    if constexpr (HasOperations<Deployable> && HasConstants<Deployable>) all.merge(found_in_role<Deployable::operations>);
    all.merge(found_on_machine<Deployable, Outer...>);
  });
  for_each_source<Layout>([&]<class Source, class... Outer>() {
    if constexpr (HasOperations<Source> && HasConstants<Source>) all.merge(found_in_role<Source::operations>);
    all.merge(found_on_machine<any_machine_of<Source>, Source, Outer...>);
  });
#if defined(SLIPWAY_NOTES)
  find_unused_data<Layout>(all);
#endif
  return all;
}();

}  // namespace slipway::rules

namespace slipway {

/// True, or ill-formed with the names of the culprits: `static_assert(sw::check<site>)`.
template <class Layout, class Members = typename Layout::members>
inline constexpr bool check = false;
// its members are asked first, and here, so that little stands between the mistake and the user
template <class Layout, class... Members>
inline constexpr bool check<Layout, types<Members...>> =
    sum({std::size_t{1}, sizeof(rules::detail::checked_deployable<Members>)...}) > 0 &&
    sizeof(typename rules::answer<rules::found<Layout>>::type) > 0;

/// How many deployables of the layout the patterns pick, whatever their policies say of those that nobody names.
template <class Layout, std::size_t Includes, std::size_t Excludes>
[[nodiscard]] constexpr std::size_t matches(const pattern_set<Includes, Excludes>& patterns) {
  std::size_t count = 0;
  for (const auto& d : rules::view_of_layout<Layout>.deployables)
    if ((Includes == 0 || any_matches(patterns.included, d.prefix, d.name, d.also)) &&
        !any_matches(patterns.excluded, d.prefix, d.name, d.also))
      ++count;
  return count;
}

/// The operations of a machine as the compiler sees them, in order.
template <class Machine>
inline constexpr table_view<row> rows = rules::view_of<Machine::operations>.rows;

}  // namespace slipway
