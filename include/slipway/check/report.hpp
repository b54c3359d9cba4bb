// The only static_assert about a deployment: findings become types whose names the compiler prints.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include <slipway/check/finding.hpp>
#include <slipway/check/problem.hpp>
#include <slipway/core/copy.hpp>
#include <slipway/core/fixed_string.hpp>

namespace slipway {

template <class Problem>
inline constexpr bool is_sound = false;

/// Not in a function, where Clang would add follow-on errors.
template <class Problem>
struct report {
  static_assert(is_sound<Problem>, "slipway: this deployment is rejected");
};

/// A text that Clang would cut: it prints 36 characters of each.
template <std::size_t Head, std::size_t Tail>
struct long_text {
  fixed_string<Head> head;
  fixed_string<Tail> tail;
};

namespace rules {
namespace detail {
inline constexpr std::size_t most_printed = 36;

template <std::size_t N>
consteval fixed_string<N> exact(std::string_view first, std::string_view second, unsigned line) {
  fixed_string<N> made;
  auto* to = copy_to(first, made.text);
  if (!first.empty()) *to++ = ':';
  copy_to(second.substr(0, static_cast<std::size_t>(made.text + N - 1 - to)), to);
  made.line = line;
  return made;
}

template <const auto& Found, std::size_t Item, std::size_t Who>
consteval auto argument() {
  constexpr const culprit& c = Found.items[Item].who[Who];
  constexpr auto size = c.first.size() + (c.first.empty() ? 0 : 1) + c.second.size();
  constexpr auto all = exact<size + 1>(c.first, c.second, c.line);
  if constexpr (size <= most_printed) {
    return all;
  } else {
    constexpr auto slash = all.view().substr(0, most_printed).rfind('/');
    constexpr auto cut = slash == std::string_view::npos || slash == 0 ? most_printed : slash;
    return long_text<cut + 1, size - cut + 1>{exact<cut + 1>({}, all.view().substr(0, cut), c.line),
                                              exact<size - cut + 1>({}, all.view().substr(cut), c.line)};
  }
}

template <const auto& Found, std::size_t Item>
using problem_at =
    typename problem_of<Found.items[Item].what>::template type<argument<Found, Item, 0>(), argument<Found, Item, 1>(),
                                                               argument<Found, Item, 2>()>;
}  // namespace detail

/// One base for each, so that all are reported: Clang leaves a class at the first assertion that fails in it.
template <const auto& Found, class = std::make_index_sequence<Found.count>>
struct report_each;
template <const auto& Found, std::size_t... Items>
struct report_each<Found, std::index_sequence<Items...>> : report<detail::problem_at<Found, Items>>... {};

/// The answer to one mistake is shorter without a class around it.
template <const auto& Found, std::size_t Count = Found.count>
struct answer {
  using type = report_each<Found>;
};
template <const auto& Found>
struct answer<Found, 1> {
  using type = report<detail::problem_at<Found, 0>>;
};

}  // namespace rules
}  // namespace slipway
