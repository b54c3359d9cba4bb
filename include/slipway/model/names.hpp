// More names of a deployable, any of which a pattern may match; tags are names with the prefix `tag`.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway {

struct deployable_name {
  std::string_view prefix;  // empty: as the deployable's own
  std::string_view name;
};

/// What a tag's name begins with.
inline constexpr std::string_view tag_prefix = "tag";

namespace detail {
constexpr deployable_name split_name(std::string_view text) {
  if (text.empty()) name_must_not_be_empty(text);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return {{}, text};
  if (colon == 0 || colon + 1 == text.size()) name_must_not_be_empty(text);
  return {text.substr(0, colon), text.substr(colon + 1)};
}
}  // namespace detail

/// `static constexpr auto also_named = names("front-door", "Service:www", "tag:eu");` of a machine. The first colon ends a prefix;
/// a name without one has the deployable's own.
template <std::convertible_to<std::string_view>... Names>
[[nodiscard]] constexpr std::array<deployable_name, sizeof...(Names)> names(const Names&... all) {
  return {detail::split_name(all)...};
}

/// Whether a pattern matches any of a deployable's names. A tag is matched by `tag:GLOB` alone: a pattern without a prefix means
/// names.
constexpr bool any_name_matches(std::string_view pattern, std::string_view prefix, std::string_view name,
                                table_view<deployable_name> also) {
  if (pattern_match(pattern, prefix, name)) return true;
  for (const auto& other : also) {
    const auto as = other.prefix.empty() ? prefix : other.prefix;
    if (pattern_match(pattern, as, other.name) && (as != tag_prefix || has_prefix(pattern))) return true;
  }
  return false;
}

}  // namespace slipway
