// A text argument that remembers where the user wrote it.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/core/fixed_string.hpp>
#include <slipway/core/letters.hpp>

namespace slipway {

/// The same as std::string_view, for what users write: compilers measure a literal themselves, and do not follow its letters.
struct text_argument : std::string_view {
  constexpr text_argument() = default;
  constexpr text_argument(const char* text, std::size_t size) : std::string_view(text, size) {}
  // NOLINTBEGIN(google-explicit-constructor): arguments are written as literals
  constexpr text_argument(const char* text) : std::string_view(text_of(text)) {}  // a literal decays: one for every length
  template <class Text>
  requires std::is_convertible_v<const Text&, std::string_view>
  constexpr text_argument(const Text& text) : std::string_view(text_of(text)) {}
  // NOLINTEND(google-explicit-constructor)
};

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
