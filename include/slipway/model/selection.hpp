// Selections: which deployables a run takes, as patterns that the compiler knows.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <slipway/core/copy.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/names.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway {

namespace detail {
constexpr std::string_view checked_pattern(std::string_view text) {
  if (text.empty()) pattern_must_not_be_empty(text);
  if (!is_pattern(text)) pattern_must_not_end_in_a_backslash(text);
  return text;
}
}  // namespace detail

/// Patterns to take and patterns to leave alone: `include("Machine:web-*").exclude("*.staging.*")`. Exclude wins; without an
/// include, what its policy deploys is taken.
template <std::size_t Includes, std::size_t Excludes>
struct pattern_set {
  std::array<std::string_view, Includes> included{};
  std::array<std::string_view, Excludes> excluded{};

  template <std::convertible_to<std::string_view>... Patterns>
  [[nodiscard]] constexpr pattern_set<Includes + sizeof...(Patterns), Excludes> include(const Patterns&... patterns) const {
    pattern_set<Includes + sizeof...(Patterns), Excludes> more{{}, excluded};
    auto* end = copy_to(included, more.included.data());
    ((*end++ = detail::checked_pattern(patterns)), ...);
    return more;
  }
  template <std::convertible_to<std::string_view>... Patterns>
  [[nodiscard]] constexpr pattern_set<Includes, Excludes + sizeof...(Patterns)> exclude(const Patterns&... patterns) const {
    pattern_set<Includes, Excludes + sizeof...(Patterns)> more{included, {}};
    auto* end = copy_to(excluded, more.excluded.data());
    ((*end++ = detail::checked_pattern(patterns)), ...);
    return more;
  }
};

template <std::convertible_to<std::string_view>... Patterns>
[[nodiscard]] constexpr pattern_set<sizeof...(Patterns), 0> include(const Patterns&... patterns) {
  return {{detail::checked_pattern(patterns)...}, {}};
}

template <std::convertible_to<std::string_view>... Patterns>
[[nodiscard]] constexpr pattern_set<0, sizeof...(Patterns)> exclude(const Patterns&... patterns) {
  return {{}, {detail::checked_pattern(patterns)...}};
}

/// Whether any of the patterns matches.
constexpr bool any_matches(table_view<std::string_view> patterns, std::string_view prefix, std::string_view name,
                           table_view<deployable_name> also = {}) {
  for (const auto pattern : patterns)
    if (any_name_matches(pattern, prefix, name, also)) return true;
  return false;
}

/// A selection with a name, for `--select NAME`.
template <std::size_t Includes, std::size_t Excludes>
struct named_selection {
  std::string_view name;
  pattern_set<Includes, Excludes> patterns;
};

template <fixed_string Name, std::size_t Includes, std::size_t Excludes>
[[nodiscard]] constexpr named_selection<Includes, Excludes> selection(const pattern_set<Includes, Excludes>& patterns) {
  return {Name.view(), patterns};
}

/// The same, as rules and the run time see it.
struct selection_view {
  std::string_view name;
  table_view<std::string_view> included, excluded;
};

/// What a layout offers to choose from: `static constexpr auto selections = sw::selections(...)`.
template <class... Selections>
struct selection_list;

template <std::size_t... Includes, std::size_t... Excludes>
struct selection_list<named_selection<Includes, Excludes>...> {
  boost::hana::tuple<named_selection<Includes, Excludes>...> items;
};

template <std::size_t... Includes, std::size_t... Excludes>
[[nodiscard]] constexpr auto selections(const named_selection<Includes, Excludes>&... items) {
  return selection_list<named_selection<Includes, Excludes>...>{
      boost::hana::tuple<named_selection<Includes, Excludes>...>{items...}};
}

}  // namespace slipway
