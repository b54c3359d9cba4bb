// A text argument that remembers where the user wrote it.
#pragma once

#include <string_view>

#include <slipway/core/fixed_string.hpp>

namespace slipway {

/// The same as the library's conversion, which compilers follow letter by letter.
constexpr std::string_view text_of(const char* text) { return {text, __builtin_strlen(text)}; }
constexpr std::string_view text_of(std::string_view text) { return text; }

/// Converts from a literal, a string_view or `joined<...>` and takes the caller's file and line with it. The text is
/// kept by reference: literals and `joined` live for ever, anything else must outlive the operation.
struct located {
  std::string_view text;
  const char* file;
  unsigned line;

  // NOLINTBEGIN(google-explicit-constructor): arguments are written as literals
  constexpr located(const char* t, const char* f = __builtin_FILE(), unsigned l = __builtin_LINE())
      : text(text_of(t)), file(f), line(l) {}
  constexpr located(std::string_view t, const char* f = __builtin_FILE(), unsigned l = __builtin_LINE())
      : text(t), file(f), line(l) {}
  template <fixed_string... Parts>
  constexpr located(joined_text<Parts...> t, const char* f = __builtin_FILE(), unsigned l = __builtin_LINE())
      : text(t), file(f), line(l) {}
  // NOLINTEND(google-explicit-constructor)
};

}  // namespace slipway
