// Text known at compile time and usable as a template argument.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include <slipway/core/letters.hpp>

namespace slipway {

/// `op<"Reload nginx">` works because a literal converts to this; `line` is the literal's line in the user's source.
template <std::size_t N>
struct fixed_string {
  char text[N]{};
  unsigned line = 0;

  consteval fixed_string() = default;
  // NOLINTBEGIN(google-explicit-constructor): a literal is a name
#if defined(__clang__)
  consteval fixed_string(const char (&literal)[N], unsigned at = __builtin_LINE()) : line(at) { copy_letters(literal, N, text); }
#else
  // g++ follows a loop's steps, but not those of a pack
  consteval fixed_string(const char (&literal)[N], unsigned at = __builtin_LINE())
      : fixed_string(literal, at, std::make_index_sequence<N>{}) {}
#endif
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }

 private:
  template <std::size_t... I>
  consteval fixed_string(const char (&literal)[N], unsigned at, std::index_sequence<I...>) : text{literal[I]...}, line(at) {}
};

/// Texts put together at compile time: `joined<"Write ", Name>`; they live as long as the program.
template <fixed_string... Parts>
struct joined_text {
  static constexpr std::size_t size = (std::size_t{0} + ... + (sizeof(Parts.text) - 1));
  static constexpr auto storage = [] {
    fixed_string<size + 1> all;
    [[maybe_unused]] char* end = all.text;
    ((end = copy_letters(Parts.text, sizeof(Parts.text) - 1, end)), ...);
    return all;
  }();
  // NOLINTNEXTLINE(google-explicit-constructor): it is a text
  constexpr operator std::string_view() const { return storage.view(); }
};

template <fixed_string... Parts>
inline constexpr joined_text<Parts...> joined{};

}  // namespace slipway
