// Permissions as users write them: "0644", "755".
#pragma once

#include <string_view>
#include <type_traits>

#include <slipway/core/wrong.hpp>

namespace slipway {

/// Three or four octal digits, checked where they are written; a mode that is absent (no digits given) leaves permissions as they
/// are.
struct file_mode {
  unsigned bits = 0;
  bool given = false;

  constexpr file_mode() = default;
  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr file_mode(const Text& text) : given(true) {
    const std::string_view digits = text;
    if (digits.size() != 3 && digits.size() != 4) mode_must_be_three_or_four_octal_digits(digits);
    for (char c : digits) {
      if (c < '0' || c > '7') mode_must_be_three_or_four_octal_digits(digits);
      bits = bits * 8 + static_cast<unsigned>(c - '0');
    }
  }

  /// Another for each mode, and for none.
  [[nodiscard]] constexpr unsigned number() const { return bits * 2 + given; }
  friend constexpr bool operator==(const file_mode&, const file_mode&) = default;
};

}  // namespace slipway
