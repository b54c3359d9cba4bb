// Patterns that pick deployables by name: `[Prefix:]glob`.
#pragma once

#include <string_view>

#include <slipway/core/glob.hpp>
#include <slipway/core/letters.hpp>

namespace slipway {

/// The first unquoted `:` ends the prefix, which is literal and case-sensitive; without one any prefix matches. The glob is
/// anchored at both ends; see glob.hpp for its signs. The same code at compile time and at run time.
constexpr bool pattern_match(std::string_view pattern, std::string_view prefix, std::string_view name) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') ++i;
    else if (pattern[i] == ':') return pattern.substr(0, i) == prefix && glob_match(pattern.substr(i + 1), name);
  }
  return glob_match(pattern, name);
}

/// Whether a pattern says which prefix it means: it has an unquoted colon.
constexpr bool has_prefix(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') ++i;
    else if (pattern[i] == ':') return true;
  }
  return false;
}

/// Whether a pattern is one at all: not empty, and no backslash that quotes nothing.
constexpr bool is_pattern(const std::string_view& pattern) {
  if (!has_letter(pattern, '\\')) return !pattern.empty();
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == '\\' && ++i == pattern.size()) return false;
  return !pattern.empty();
}

}  // namespace slipway
