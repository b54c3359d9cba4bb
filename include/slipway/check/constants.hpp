// Whether the compiler can read what a deployable says: after an error in one of its arguments it cannot.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/model/guard.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/role.hpp>
#include <slipway/model/settings.hpp>

namespace slipway::rules {

namespace detail {
// one number of each: what is not constant is so as a whole
template <naming Naming, class... Items>
constexpr bool is_read(const role_list<Naming, Items...>& r) {
  return r.prefix.size() != std::string_view::npos;
}
template <class Item>
constexpr bool is_read(const guarded_role<Item>& r) {
  return r.terms.name.size() != std::string_view::npos;
}
template <class Item, std::size_t N>
constexpr bool is_read(const role_array<Item, N>& r) {
  if constexpr (N == 0) return true;
  else return is_read(r.items[0]);
}
template <class T>
inline constexpr bool lists_operations = true;
template <naming Naming, class... Items>
inline constexpr bool lists_operations<role_list<Naming, Items...>> =
    sum({std::size_t{RoleItem<Items> && lists_operations<Items>}...}) == sizeof...(Items);
template <class Item>
inline constexpr bool lists_operations<guarded_role<Item>> = lists_operations<Item>;
template <class Item, std::size_t N>
inline constexpr bool lists_operations<role_array<Item, N>> = lists_operations<Item>;

constexpr bool is_read(const settings& s) { return s.state_directory.size() != std::string_view::npos; }
template <std::size_t N>
constexpr bool is_read(const data_set<N>& d) {
  if constexpr (N == 0) return true;
  else return d.lets[0].hole.size() != std::string_view::npos;
}
// no argument of a struct of the user's own is Slipway's
constexpr bool is_read(const auto&) { return true; }

template <bool>
struct known {};
// not constexpr: g++ then reads what is const, too
template <auto& Value>
const bool is_read_anyhow = is_read(Value);
}  // namespace detail

// clang-format off: version 14 breaks these lines anywhere
namespace detail {
template <auto& Value>
concept IsConstant = requires { typename known<is_read(Value)>; };
/// Nobody can read it, though it is const: its initializer is in error, which has been told. What is const and has an
/// initializer that is right is read in the first of these ways by g++, and in the second by Clang.
template <auto& Value>
concept IsInError = std::is_const_v<std::remove_reference_t<decltype(Value)>> &&
                    !requires { typename known<is_read_anyhow<Value>>; } && !__builtin_constant_p(is_read(Value));
}  // namespace detail

/// Where its role lists something else, the compiler has said so.
template <class T>
concept ListsOperations = !requires { T::operations; } ||
                          detail::lists_operations<std::remove_cvref_t<decltype(T::operations)>>;

/// What a deployable or a container says of itself is constant, or left out.
template <class T>
concept HasConstants = ListsOperations<T> &&
                       (!requires { T::operations; } || requires { requires detail::IsConstant<T::operations>; }) &&
                       (!requires { T::settings; } || requires { requires detail::IsConstant<T::settings>; }) &&
                       (!requires { T::data; } || requires { requires detail::IsConstant<T::data>; });

/// It has had its error, and nothing more is to be said of it.
template <class T>
concept IsInError = !ListsOperations<T> ||
                    requires { requires detail::IsInError<T::operations>; } ||
                    requires { requires detail::IsInError<T::settings>; } ||
                    requires { requires detail::IsInError<T::data>; };
// clang-format on

}  // namespace slipway::rules
