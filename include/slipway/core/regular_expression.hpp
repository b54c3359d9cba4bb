// Extended regular expressions that mean the same to every awk, checked where they are written.
#pragma once

#include <cstddef>
#include <string_view>

#include <slipway/core/wrong.hpp>

namespace slipway {

enum class regular_expression_kind : unsigned char { portable, invalid, unclear };

namespace detail {

struct regular_expression_reader {
  using kind = regular_expression_kind;
  std::string_view text;
  kind found = kind::portable;
  std::size_t at = 0, depth = 0;
  bool repeatable = false;   // what was just read may be repeated
  bool empty_branch = true;  // nothing was read since the last ( or |

  constexpr kind read() {
    for (; at < text.size() && found == kind::portable; ++at) read_sign(text[at]);
    if (depth != 0 || empty_branch) be(kind::invalid);
    return found;
  }

 private:
  constexpr void be(kind k) {
    if (found == kind::portable) found = k;
  }

  constexpr void read_sign(char c) {
    if (c == '(') {
      ++depth;
      begin_branch();
    } else if (c == '|') {
      end_branch();
      begin_branch();
    } else if (has("*+?", c)) {
      // a letter of several bytes is several letters to some
      if (at != 0 && is_beyond_ascii(text[at - 1])) be(kind::unclear);
      if (!repeatable) be(kind::invalid);
      repeatable = false;
    } else {
      if (c == ')') end_group();
      if (c == '[') read_set();
      if (c == '\\') read_quoted();
      if (c == '{' || c == '}') be(kind::unclear);
      if (c == '\n' || c == '\0') be(kind::invalid);
      repeatable = c != '^' && c != '$';
      empty_branch = false;
    }
  }

  constexpr void begin_branch() {
    repeatable = false;
    empty_branch = true;
  }
  constexpr void end_branch() {
    if (empty_branch) be(kind::invalid);
  }
  constexpr void end_group() {
    end_branch();
    if (depth == 0) return be(kind::invalid);
    --depth;
  }

  constexpr void read_quoted() {
    if (++at == text.size()) return be(kind::invalid);
    if (!has("\\.[]()*+?{}|^$/", text[at])) be(kind::unclear);
  }

  constexpr void read_set() {
    std::size_t i = at + 1;
    if (i < text.size() && text[i] == '^') ++i;
    for (const auto first = i; i < text.size() && (text[i] != ']' || i == first); ++i) {
      if (text[i] == '[' && i + 1 < text.size() && has(":.=", text[i + 1])) i = end_of_class(i);
      else if (text[i] == '\\' || is_beyond_ascii(text[i])) be(kind::unclear);
      else if (i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] != ']' && text[i + 2] < text[i]) be(kind::invalid);
    }
    if (i >= text.size()) be(kind::invalid);
    at = i;
  }

  constexpr std::size_t end_of_class(std::size_t i) {
    for (std::string_view name : {"[:alnum:]", "[:alpha:]", "[:blank:]", "[:cntrl:]", "[:digit:]", "[:graph:]", "[:lower:]",
                                  "[:print:]", "[:punct:]", "[:space:]", "[:upper:]", "[:xdigit:]"})
      if (text.substr(i, name.size()) == name) return i + name.size() - 1;
    be(kind::unclear);
    return i;
  }

  static constexpr bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
  static constexpr bool has(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
};

}  // namespace detail

/// Unclear are repetition counts, `\d` and the like, backslashes inside brackets, and repeated letters beyond
/// ASCII: mawk, gawk and busybox read them differently.
constexpr regular_expression_kind kind_of_regular_expression(std::string_view text) {
  return detail::regular_expression_reader{text}.read();
}

constexpr fault fault_in_regular_expression(std::string_view text) {
  const auto kind = kind_of_regular_expression(text);
  if (kind == regular_expression_kind::invalid) return {regular_expression_is_not_valid, text};
  if (kind == regular_expression_kind::unclear) return {regular_expression_means_different_things_to_awks, text};
  return {};
}

}  // namespace slipway
