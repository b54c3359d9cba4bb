// Patterns: `*` matches any characters (slashes, dots and colons too), `?` exactly one, a backslash quotes the next.
#pragma once

#include <cstddef>
#include <string_view>

namespace slipway {

/// Whether the whole text matches; the same code at compile time and at run time. Linear but for nested stars.
constexpr bool glob_match(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
      continue;
    }
    const bool quoted = p + 1 < pattern.size() && pattern[p] == '\\';
    if (p < pattern.size() && ((!quoted && pattern[p] == '?') || pattern[p + (quoted ? 1 : 0)] == text[t])) {
      p += quoted ? 2 : 1;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace slipway
