// All rules over a layout: `static_assert(sw::check<site>)` is true, or does not compile and says why.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <slipway/check/conflicting_operations.hpp>
#include <slipway/check/dependencies.hpp>
#include <slipway/check/duplicate_operation.hpp>
#include <slipway/check/finding.hpp>
#include <slipway/check/report.hpp>
#include <slipway/check/role_view.hpp>
#include <slipway/check/unfilled_hole.hpp>
#include <slipway/core/expand.hpp>
#include <slipway/model/machine.hpp>

namespace slipway::rules {

inline constexpr std::size_t block_rows = 128;

namespace detail {
template <const auto& Role>
inline constexpr auto claims_by_subject = [] {
  constexpr auto& claims = role_tables<Role>::claims;
  chained_index<claims.size()> index{};
  for (std::size_t k = claims.size(); k-- != 0;)
    if (manages(claims[k])) index.add(k, claims[k].whole);
  return index;
}();
}  // namespace detail

/// The mistakes of one block of a role's rows; a block is one evaluation.
template <const auto& Role, std::size_t Block>
inline constexpr findings found_in_block = [] {
  findings found{};
  for (std::size_t i = Block * block_rows; i < view_of<Role>.rows.size() && i < (Block + 1) * block_rows; ++i) {
    find_duplicate_operation(view_of<Role>, i, found);
    find_wrong_dependencies(view_of<Role>, i, found);
    find_conflicts(view_of<Role>, detail::claims_by_subject<Role>, i, found);
  }
  return found;
}();

template <const auto& Role>
inline constexpr findings found_in_role = []<std::size_t... Blocks>(std::index_sequence<Blocks...>) {
  findings found{};
  (found.merge(found_in_block<Role, Blocks>), ...);
  return found;
}(std::make_index_sequence<(role_tables<Role>::table.count + block_rows - 1) / block_rows>{});

template <class Machine>
concept HasOperations = requires { Machine::operations; } && is_role<std::remove_cvref_t<decltype(Machine::operations)>>;

/// The mistakes that depend on where a machine stands in its layout.
template <class Machine, class... Outer>
inline constexpr findings found_on_machine = [] {
  findings found{};
  if constexpr (HasOperations<Machine>) {
    if (view_of<Machine::operations>.rows.empty()) found.add({mistake::no_operations, {culprit("Machine:", Machine::name)}});
    for (const auto& r : view_of<Machine::operations>.rows)
      find_unfilled_holes(r, effective_lets<Machine, Outer...>, "Machine:", Machine::name, found);
  } else {
    found.add({mistake::no_operations, {culprit("Machine:", Machine::name)}});
  }
  return found;
}();

namespace detail {
template <class Deployable, class... Outer>
constexpr void find_all(findings& found);

template <class Members, class... Outer>
struct each_member;
template <class... Members, class... Outer>
struct each_member<types<Members...>, Outer...> {
  static constexpr void find(findings& found) { in_order({(find_all<Members, Outer...>(found), 0)...}); }
};

template <class Deployable, class... Outer>
constexpr void find_all(findings& found) {
  if constexpr (Container<Deployable>) {
    each_member<typename Deployable::members, Deployable, Outer...>::find(found);
  } else {
    if constexpr (HasOperations<Deployable>) found.merge(found_in_role<Deployable::operations>);
    found.merge(found_on_machine<Deployable, Outer...>);
  }
}
}  // namespace detail

template <class Layout>
inline constexpr findings found = [] {
  findings all{};
  detail::find_all<Layout>(all);
  return all;
}();

}  // namespace slipway::rules

namespace slipway {

/// True, or ill-formed with the names of the culprits: `static_assert(sw::check<site>)`.
template <class Layout>
inline constexpr bool check = sizeof(rules::report_each<rules::found<Layout>>) > 0;

}  // namespace slipway
