// Roles: lists of operations and roles. The list is the order.
#pragma once

#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/unpack.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/core/expand.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/model/operation.hpp>

namespace slipway {

enum class naming : bool { plain, prefixed };

template <naming Naming, class... Items>
struct role_list;

template <class T>
inline constexpr bool is_role = false;
template <naming Naming, class... Items>
inline constexpr bool is_role<role_list<Naming, Items...>> = true;

template <class T>
concept RoleItem = is_operation<T> || is_role<T>;

namespace problem {
/// A role was given an `Argument` that is neither an operation nor a role: give the resource a name with op<"...">(...).
template <class Argument>
struct not_an_operation;
}  // namespace problem

namespace detail {
template <class Problem>
inline constexpr bool is_role_item = false;

template <class Item>
struct checked_role_item {
  static_assert(RoleItem<Item> || is_role_item<problem::not_an_operation<Item>>, "slipway: a role holds operations and roles");
};
}  // namespace detail

template <naming Naming, class... Items>
struct role_list {
  boost::hana::basic_tuple<Items...> items;
  std::string_view prefix{};  // of a prefixed role
  // checked here, it causes no second error; a constraint of the pack would be a fold to Clang
  static_assert(sum({std::size_t{1}, sizeof(detail::checked_role_item<Items>)...}) > 0);
};

/// Operations in the order in which they are carried out. An operation that is reached twice is carried out once, at its
/// first place.
template <class... Items>
[[nodiscard]] constexpr role_list<naming::plain, Items...> role(const Items&... items) {
  return {boost::hana::basic_tuple<Items...>{items...}};
}

/// `role<"blog">(...)` puts "blog: " before the names inside, so that one role can be used more than once.
template <fixed_string Prefix, class... Items>
[[nodiscard]] constexpr role_list<naming::prefixed, Items...> role(const Items&... items) {
  return {boost::hana::basic_tuple<Items...>{items...}, Prefix.view()};
}

namespace detail {
template <class T>
inline constexpr std::size_t operations_in = 1;
template <naming Naming, class... Items>
inline constexpr std::size_t operations_in<role_list<Naming, Items...>> = sum({operations_in<Items>...});

template <class T>
inline constexpr bool has_prefixes = false;
template <naming Naming, class... Items>
inline constexpr bool has_prefixes<role_list<Naming, Items...>> =
    Naming == naming::prefixed || sum({std::size_t{has_prefixes<Items>}...}) != 0;

/// Calls `visit` with every operation, in order, and the prefixes in force as a linked list, innermost first.
struct prefix_chain {
  std::string_view text;
  const prefix_chain* outer;
};

template <class R, std::size_t N, std::size_t T, class O, class Visit>
constexpr void for_each_operation(const operation<R, N, T, O>& o, const prefix_chain* prefixes, Visit& visit) {
  visit(o, prefixes);
}

template <naming Naming, class... Items, class Visit>
constexpr void for_each_operation(const role_list<Naming, Items...>& r, const prefix_chain* prefixes, Visit& visit) {
  const prefix_chain own{r.prefix, prefixes};
  const prefix_chain* inside = Naming == naming::plain ? prefixes : &own;
  boost::hana::unpack(r.items, [&](const auto&... items) { in_order({(for_each_operation(items, inside, visit), 0)...}); });
}
}  // namespace detail

}  // namespace slipway
