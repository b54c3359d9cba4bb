// The family of lines and blocks in files: one awk for all of them.
#pragma once

#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Its probe takes five words for each: index, kind (line, block, or either with `-absent`; block-digest),
/// path, text, key: a line's regular expression; a block's comment sign, a newline and its name. States are
/// `absent`, `present` and `other`; of a block-digest `present sha256=...`. Nothing but a regular file is
/// ever opened.
[[nodiscard]] SLIPWAY_DECL const family& text_family();

namespace detail {
constexpr fault fault_in_one_line(const std::string_view& text) {
  if (has_letter(text, '\n') || has_letter(text, '\0')) return {text_must_be_one_line, text};
  return {};
}

// arguments reach awk in its environment, where Linux ends a text at 128 KiB
constexpr fault fault_in_short_text(const std::string_view& text) {
  if (text.size() >= 100'000) return {text_must_be_shorter_than_100000_bytes, text.substr(0, 40)};
  if (has_letter(text, '\0')) return {text_must_not_contain_nul, text.substr(0, 40)};
  return {};
}

// a line, or a word that becomes part of one
constexpr fault fault_in_line(const std::string_view& text) {
  if (text.empty()) return {text_must_not_be_empty, text};
  if (const auto wrong = fault_in_short_text(text)) return wrong;
  return fault_in_one_line(text);
}
}  // namespace detail

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/text.ipp>
#endif
