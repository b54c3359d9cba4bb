// Conditions of operations: what `when` takes.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/core/copy.hpp>
#include <slipway/core/digest.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/let.hpp>

namespace slipway {

/// An operation's name as others refer to it.
struct name_reference {
  std::string_view name;
  digest whole{};
};

enum class token_kind : unsigned char { changed, failed, succeeded, compare, compare_data, all, any, no };
enum class comparison : unsigned char { equal, not_equal, less, less_equal, greater, greater_equal, matches };

/// Whether a token asks what became of an earlier operation.
constexpr bool asks_operation(token_kind kind) { return kind <= token_kind::succeeded; }

/// A condition is a row of tokens in reverse Polish order, so that it can cross to the run time as data.
struct token {
  token_kind kind{};
  name_reference operation{};  // changed, failed, succeeded; of compare_data the name of the data
  fact_reference fact{};       // compare
  comparison how{};
  let_value value{};
};

template <std::size_t N>
struct condition {
  std::array<token, N> tokens;
};

/// What `data_of` is.
template <fixed_string Name>
struct data_reference {};

namespace detail {
template <std::size_t A, std::size_t B>
constexpr condition<A + B + 1> join(const condition<A>& a, const condition<B>& b, token_kind kind) {
  condition<A + B + 1> joined{};
  copy_to(b.tokens, copy_to(a.tokens, joined.tokens.data()));
  joined.tokens[A + B].kind = kind;
  return joined;
}
}  // namespace detail

namespace detail {
template <std::size_t N>
constexpr const condition<N>& as_condition(const condition<N>& c) {
  return c;
}
// what is true or false is a condition by itself
template <fixed_string Name>
constexpr condition<1> as_condition(const fact_of<Name, bool>& fact) {
  return {{token{token_kind::compare, {}, fact.reference(), comparison::equal, {{}, let_kind::boolean, {}, 1}}}};
}
template <fixed_string Name>
constexpr condition<1> as_condition(const data_reference<Name>&) {
  return {{token{token_kind::compare_data, {Name.view()}, {}, comparison::equal, {{}, let_kind::boolean, {}, 1}}}};
}
}  // namespace detail

/// What `when` takes: a condition, or a fact or datum that is true or false.
template <class T>
concept Condition = requires(const T& t) {
  detail::as_condition(t);
};

[[nodiscard]] constexpr auto operator||(const Condition auto& a, const Condition auto& b) {
  return detail::join(detail::as_condition(a), detail::as_condition(b), token_kind::any);
}
[[nodiscard]] constexpr auto operator&&(const Condition auto& a, const Condition auto& b) {
  return detail::join(detail::as_condition(a), detail::as_condition(b), token_kind::all);
}
[[nodiscard]] constexpr auto operator!(const Condition auto& c) {
  return detail::join(detail::as_condition(c), condition<0>{}, token_kind::no);
}

template <class T, class U>
concept ComparableFact = (std::integral<T> && std::integral<std::decay_t<U>> &&
                          std::same_as<T, bool> == std::same_as<std::decay_t<U>, bool>) ||
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

template <fixed_string Name, class T, class First, class... More>
constexpr auto one_of_these(const fact_of<Name, T>& fact, const First& first, const More&... more) {
  const comparison_of<Name, T, std::decay_t<First>> one(fact, first, comparison::equal);
  if constexpr (sizeof...(More) == 0) return condition<1>{one};
  else return join(condition<1>{one}, one_of_these(fact, more...), token_kind::any);
}

template <fixed_string Name, class T, class... U>
constexpr auto one_of(const fact_of<Name, T>& fact, const U&... values) {
  return one_of_these(fact, values...);
}
template <fixed_string Name, class T>
constexpr auto matching(const fact_of<Name, T>& fact, std::string_view pattern) {
  return condition<1>{{token{token_kind::compare, {}, fact.reference(), comparison::matches, {{}, let_kind::text, pattern}}}};
}
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

/// The machine's data in a condition: `when(data_of<"workers"> > 2)`. The compiler checks for each machine that there is such
/// data, of the type that it is compared with.
template <fixed_string Name>
inline constexpr data_reference<Name> data_of{};

namespace detail {
template <fixed_string Name>
constexpr condition<1> compare_data(const HoleValue auto& value, comparison how) {
  return {{token{token_kind::compare_data, {Name.view()}, {}, how, make_let({}, value)}}};
}
}  // namespace detail

template <fixed_string Name>
[[nodiscard]] constexpr auto operator==(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::equal);
}
template <fixed_string Name>
[[nodiscard]] constexpr auto operator!=(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::not_equal);
}
template <fixed_string Name>
[[nodiscard]] constexpr auto operator<(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::less);
}
template <fixed_string Name>
[[nodiscard]] constexpr auto operator<=(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::less_equal);
}
template <fixed_string Name>
[[nodiscard]] constexpr auto operator>(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::greater);
}
template <fixed_string Name>
[[nodiscard]] constexpr auto operator>=(data_reference<Name>, const HoleValue auto& value) {
  return detail::compare_data<Name>(value, comparison::greater_equal);
}

namespace literals {
constexpr unsigned long long operator""_KiB(unsigned long long v) { return v << 10; }
constexpr unsigned long long operator""_MiB(unsigned long long v) { return v << 20; }
constexpr unsigned long long operator""_GiB(unsigned long long v) { return v << 30; }
}  // namespace literals

}  // namespace slipway
