// Extended regular expressions that mean the same to every awk, checked where they are written.
#pragma once

#include <cstddef>
#include <string_view>

#include <slipway/core/wrong.hpp>

namespace slipway {
namespace detail {

struct regular_expression_checker {
  std::string_view text;
  std::size_t at = 0, depth = 0;
  bool repeatable = false;   // what was just read may be repeated
  bool empty_branch = true;  // nothing was read since the last ( or |

  constexpr void check() {
    for (; at != text.size(); ++at) check_sign(text[at]);
    if (depth != 0 || empty_branch) regular_expression_is_not_valid(text);
  }

 private:
  constexpr void check_sign(char c) {
    switch (c) {
      case '(':
        ++depth;
        repeatable = false;
        empty_branch = true;
        return;
      case '|':
        return end_branch();
      case ')':
        if (depth-- == 0) regular_expression_is_not_valid(text);
        end_branch();
        break;
      case '*':
      case '+':
      case '?':
        // a letter of several bytes is several letters to some
        if (at != 0 && is_beyond_ascii(text[at - 1])) regular_expression_means_different_things_to_awks(text);
        if (!repeatable) regular_expression_is_not_valid(text);
        repeatable = false;
        return;
      case '[':
        check_set();
        break;
      case '\\':
        check_quoted();
        break;
      case '{':
      case '}':
        regular_expression_means_different_things_to_awks(text);
        break;
      case '\n':
      case '\0':
        regular_expression_is_not_valid(text);
        break;
      default:
        break;
    }
    repeatable = c != '^' && c != '$';
    empty_branch = false;
  }

  constexpr void end_branch() {
    if (empty_branch) regular_expression_is_not_valid(text);
    empty_branch = true;
    repeatable = false;
  }

  constexpr void check_quoted() {
    if (++at == text.size()) regular_expression_is_not_valid(text);
    if (!has("\\.[]()*+?{}|^$/", text[at])) regular_expression_means_different_things_to_awks(text);
  }

  constexpr void check_set() {
    std::size_t i = at + 1;
    if (i < text.size() && text[i] == '^') ++i;
    for (const auto first = i; i < text.size() && (text[i] != ']' || i == first); ++i) {
      if (text[i] == '[' && i + 1 < text.size() && has(":.=", text[i + 1])) {
        i = end_of_class(i);
      } else if (text[i] == '\\' || is_beyond_ascii(text[i])) {
        regular_expression_means_different_things_to_awks(text);
      } else if (i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] != ']' && text[i + 2] < text[i]) {
        regular_expression_is_not_valid(text);
      }
    }
    if (i >= text.size()) regular_expression_is_not_valid(text);
    at = i;
  }

  [[nodiscard]] constexpr std::size_t end_of_class(std::size_t i) const {
    for (std::string_view name :
         {"[:alnum:]", "[:alpha:]", "[:blank:]", "[:cntrl:]", "[:digit:]", "[:graph:]", "[:lower:]",
          "[:print:]", "[:punct:]", "[:space:]", "[:upper:]", "[:xdigit:]"})
      if (text.substr(i, name.size()) == name) return i + name.size() - 1;
    regular_expression_means_different_things_to_awks(text);
  }

  static constexpr bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
  static constexpr bool has(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
};

}  // namespace detail

/// Repetition counts, `\d` and the like, backslashes inside brackets and repeated letters beyond ASCII are
/// refused, because mawk, gawk and busybox read them differently.
constexpr void check_regular_expression(std::string_view text) {
  detail::regular_expression_checker{text}.check();
}

}  // namespace slipway
