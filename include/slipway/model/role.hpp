// Roles: lists of operations and roles. The list is the order.
#pragma once

#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>
#include <cstddef>
#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/model/operation.hpp>

namespace slipway {

template <class... Items>
struct role_list {
  boost::hana::tuple<Items...> items;
  std::string_view prefix{};  // empty: names stay as they are
};

template <class T>
inline constexpr bool is_role = false;
template <class... Items>
inline constexpr bool is_role<role_list<Items...>> = true;

template <class T>
concept RoleItem = is_operation<T> || is_role<T>;

/// Operations in the order in which they are carried out. An operation that is reached twice is carried out once, at its
/// first place.
template <RoleItem... Items>
[[nodiscard]] constexpr role_list<Items...> role(const Items&... items) {
  return {boost::hana::tuple<Items...>{items...}};
}

/// `role<"blog">(...)` puts "blog: " before the names inside, so that one role can be used more than once.
template <fixed_string Prefix, RoleItem... Items>
[[nodiscard]] constexpr role_list<Items...> role(const Items&... items) {
  return {boost::hana::tuple<Items...>{items...}, Prefix.view()};
}

namespace detail {
template <class T>
inline constexpr std::size_t operations_in = 1;
template <class... Items>
inline constexpr std::size_t operations_in<role_list<Items...>> = (std::size_t{0} + ... + operations_in<Items>);

/// Calls `visit` with every operation, in order, and the prefixes in force as a linked list, innermost first.
struct prefix_chain {
  std::string_view text;
  const prefix_chain* outer;
};

template <class R, std::size_t N, std::size_t T, class Visit>
constexpr void for_each_operation(const operation<R, N, T>& o, const prefix_chain* prefixes, Visit& visit) {
  visit(o, prefixes);
}

template <class... Items, class Visit>
constexpr void for_each_operation(const role_list<Items...>& r, const prefix_chain* prefixes, Visit& visit) {
  const prefix_chain own{r.prefix, prefixes};
  const prefix_chain* inside = r.prefix.empty() ? prefixes : &own;
  boost::hana::unpack(r.items, [&](const auto&... items) { (for_each_operation(items, inside, visit), ...); });
}
}  // namespace detail

}  // namespace slipway
