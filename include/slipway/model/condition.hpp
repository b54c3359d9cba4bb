// Conditions of operations: what `when` takes.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/let.hpp>

namespace slipway {

/// An operation's name as others refer to it.
struct name_reference {
  std::string_view name;
  digest whole{};
};

enum class token_kind : unsigned char { changed, compare, all, any, no };
enum class comparison : unsigned char { equal, not_equal, less, less_equal, greater, greater_equal };

/// A condition is a row of tokens in reverse Polish order, so that it can cross to the run time as data.
struct token {
  token_kind kind{};
  name_reference operation{};  // changed
  fact_reference fact{};       // compare
  comparison how{};
  let_value value{};
};

template <std::size_t N>
struct condition {
  std::array<token, N> tokens;
};

namespace detail {
template <std::size_t A, std::size_t B>
constexpr condition<A + B + 1> join(const condition<A>& a, const condition<B>& b, token_kind kind) {
  condition<A + B + 1> joined{};
  std::copy_n(a.tokens.begin(), A, joined.tokens.begin());
  std::copy_n(b.tokens.begin(), B, joined.tokens.begin() + A);
  joined.tokens[A + B].kind = kind;
  return joined;
}
}  // namespace detail

template <std::size_t A, std::size_t B>
[[nodiscard]] constexpr auto operator||(const condition<A>& a, const condition<B>& b) {
  return detail::join(a, b, token_kind::any);
}
template <std::size_t A, std::size_t B>
[[nodiscard]] constexpr auto operator&&(const condition<A>& a, const condition<B>& b) {
  return detail::join(a, b, token_kind::all);
}
template <std::size_t N>
[[nodiscard]] constexpr condition<N + 1> operator!(const condition<N>& c) {
  condition<N + 1> negated{};
  std::copy_n(c.tokens.begin(), N, negated.tokens.begin());
  negated.tokens[N].kind = token_kind::no;
  return negated;
}

template <class T, class U>
concept ComparableFact = (std::integral<T> && std::integral<std::decay_t<U>>) ||
                         (std::same_as<T, std::string_view> && std::convertible_to<const U&, std::string_view>);

namespace detail {
template <class P>
inline constexpr bool is_comparable = false;

// the answer's own type is at fault: no overload resolution, hence no follow-on error
template <fixed_string Name, class T, class U>
struct comparison_of : condition<1> {
  static_assert(ComparableFact<T, U> || is_comparable<problem::fact_compared_with_another_type<Name, T, U>>,
                "slipway: a fact is compared with a value of another type");

  constexpr comparison_of(fact_of<Name, T> fact, const auto& value, comparison how) : condition<1>{} {
    if constexpr (ComparableFact<T, U>) tokens[0] = {token_kind::compare, {}, fact.reference(), how, make_let({}, value)};
  }
};
}  // namespace detail

// without a macro, through which an answer would be longer
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator==(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::equal);
}
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator!=(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::not_equal);
}
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator<(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::less);
}
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator<=(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::less_equal);
}
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator>(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::greater);
}
template <fixed_string Name, class T, class U>
[[nodiscard]] constexpr auto operator>=(fact_of<Name, T> fact, const U& value) {
  return detail::comparison_of<Name, T, std::decay_t<U>>(fact, value, comparison::greater_equal);
}

namespace literals {
constexpr unsigned long long operator""_KiB(unsigned long long v) { return v << 10; }
constexpr unsigned long long operator""_MiB(unsigned long long v) { return v << 20; }
constexpr unsigned long long operator""_GiB(unsigned long long v) { return v << 30; }
}  // namespace literals

}  // namespace slipway
