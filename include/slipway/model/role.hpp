// Roles: lists of operations and roles. The list is the order.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

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
template <bool Sound, class... Items>
struct first_fault {
  using type = void;
};
template <class Item, class... Items>
struct first_fault<false, Item, Items...> : first_fault<false, Items...> {};
template <class Item, class... Items>
  requires(!RoleItem<Item>)
struct first_fault<false, Item, Items...> {
  using type = problem::not_an_operation<Item>;
};

/// The first that is not one of a role, as a problem; else void.
template <class... Items>
using fault_in_role = typename first_fault<sum({std::size_t{0}, std::size_t{!RoleItem<Items>}...}) == 0, Items...>::type;

template <class Fault>
inline constexpr bool is_sound_role = std::is_void_v<Fault>;

template <std::size_t Place, class Item>
struct role_slot {
  Item item;
};

/// The same as hana::basic_tuple, without constructors: a list of a thousand operations costs compilers a third of it.
template <class Places, class... Items>
struct role_slots;
template <std::size_t... Places, class... Items>
struct role_slots<std::index_sequence<Places...>, Items...> : role_slot<Places, Items>... {
  // static, as g++ 12 asks of each access through `this` whether it is allowed, which takes the longer the longer the list is
  template <class Visit>
  static constexpr void for_each([[maybe_unused]] const role_slots& slots, [[maybe_unused]] Visit visit) {
    in_order({(visit(static_cast<const role_slot<Places, Items>&>(slots).item), 0)...});
  }
};
}  // namespace detail

template <naming Naming, class... Items>
struct role_list {
  detail::role_slots<std::index_sequence_for<Items...>, Items...> items;
  std::string_view prefix{};  // of a prefixed role
};

/// Operations in the order in which they are carried out. An operation that is reached twice is carried out once, at its
/// first place.
template <class... Items>
[[nodiscard]] constexpr role_list<naming::plain, Items...> role(const Items&... items) {
  // asked in a class of its own, neither this function nor what it returns is in error too
  struct items_are_sound {
    static_assert(detail::is_sound_role<detail::fault_in_role<Items...>>, "slipway: a role holds operations and roles");
  };
  return {{{items}...}};
}

/// `role<"blog">(...)` puts "blog: " before the names inside, so that one role can be used more than once.
template <fixed_string Prefix, class... Items>
[[nodiscard]] constexpr role_list<naming::prefixed, Items...> role(const Items&... items) {
  struct items_are_sound {
    static_assert(detail::is_sound_role<detail::fault_in_role<Items...>>, "slipway: a role holds operations and roles");
  };
  return {{{items}...}, Prefix.view()};
}

/// The same with a name that is known where the program is compiled, though it is no literal: `role(named(site.domain), ...)`.
template <class... Items>
[[nodiscard]] constexpr role_list<naming::prefixed, Items...> role(operation_name prefix, const Items&... items) {
  if (const auto wrong = fault_in_operation_name(prefix)) wrong.says(wrong.text);
  struct items_are_sound {
    static_assert(detail::is_sound_role<detail::fault_in_role<Items...>>, "slipway: a role holds operations and roles");
  };
  return {{{items}...}, prefix.text};
}

/// Roles of one shape.
template <RoleItem Item, std::size_t N>
struct role_array {
  std::array<Item, N> items;
};

template <class Item, std::size_t N>
inline constexpr bool is_role<role_array<Item, N>> = true;

/// A role for each element, in their order: `role_of(sites, [](const site& s) { return role(named(s.domain), ...); })`. What the
/// function makes of each has the same names: a prefix of its own tells them apart.
template <class T, std::size_t N, class Make>
[[nodiscard]] constexpr auto role_of(const std::array<T, N>& elements, const Make& make) {
  static_assert(RoleItem<decltype(make(elements[0]))>,
                "slipway: role_of takes an array and a function that makes a role of an element");
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return role_array<decltype(make(elements[0])), N>{{make(elements[I])...}};
  }
  (std::make_index_sequence<N>{});
}

namespace detail {
template <class T>
inline constexpr std::size_t operations_in = 1;
template <class Item, std::size_t N>
inline constexpr std::size_t operations_in<role_array<Item, N>> = N* operations_in<Item>;
template <naming Naming, class... Items>
inline constexpr std::size_t operations_in<role_list<Naming, Items...>> = sum({operations_in<Items>...});

template <class T>
inline constexpr bool has_prefixes = false;
template <class Item, std::size_t N>
inline constexpr bool has_prefixes<role_array<Item, N>> = has_prefixes<Item>;
template <naming Naming, class... Items>
inline constexpr bool has_prefixes<role_list<Naming, Items...>> = Naming == naming::prefixed ||
                                                                  sum({std::size_t{has_prefixes<Items>}...}) != 0;

/// Calls `visit` with every operation, in order, and the prefixes in force as a linked list, innermost first.
struct prefix_chain {
  std::string_view text;
  const prefix_chain* outer;
};

template <class R, std::size_t N, std::size_t T, class O, class Visit>
constexpr void for_each_operation(const operation<R, N, T, O>& o, const prefix_chain* prefixes, Visit& visit) {
  visit(o, prefixes);
}

template <class Item, std::size_t N, class Visit>
constexpr void for_each_operation(const role_array<Item, N>& r, const prefix_chain* prefixes, Visit& visit) {
  for (const auto& item : r.items) for_each_operation(item, prefixes, visit);
}

template <naming Naming, class... Items, class Visit>
constexpr void for_each_operation(const role_list<Naming, Items...>& r, const prefix_chain* prefixes, Visit& visit) {
  const prefix_chain own{r.prefix, prefixes};
  const prefix_chain* inside = Naming == naming::plain ? prefixes : &own;
  r.items.for_each(r.items, [&](const auto& item) { for_each_operation(item, inside, visit); });
}
}  // namespace detail

}  // namespace slipway
