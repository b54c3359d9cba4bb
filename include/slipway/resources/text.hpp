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
constexpr std::string_view one_line(std::string_view text) {
  for (char c : text)
    if (c == '\n' || c == '\0') text_must_be_one_line(text);
  return text;
}

// arguments reach awk in its environment, where Linux ends a text at 128 KiB
constexpr std::string_view short_text(std::string_view text) {
  if (text.size() >= 100'000) text_must_be_shorter_than_100000_bytes(text.substr(0, 40));
  if (text.find('\0') != std::string_view::npos) text_must_not_contain_nul(text.substr(0, 40));
  return text;
}
}  // namespace detail

}  // namespace slipway::resources

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/text.ipp>
#endif
