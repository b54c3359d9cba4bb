// Digests of names, paths and values, for look-up tables and to tell what is the same.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/core/letters.hpp>

namespace slipway {

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv).
namespace fnv {
inline constexpr std::uint64_t prime = 1099511628211ull, basis = 14695981039346656037ull;
using letter = unsigned char;

/// Over the letters [c, end), eight in a step.
constexpr std::uint64_t roll(std::uint64_t rolled, const char* c, const char* end) {
  for (; end - c >= 8; c += 8) {
    rolled = ((((rolled ^ letter(c[0])) * prime ^ letter(c[1])) * prime ^ letter(c[2])) * prime ^ letter(c[3])) * prime;
    rolled = ((((rolled ^ letter(c[4])) * prime ^ letter(c[5])) * prime ^ letter(c[6])) * prime ^ letter(c[7])) * prime;
  }
  while (c != end) rolled = (rolled ^ letter(*c++)) * prime;
  return rolled;
}
}  // namespace fnv

/// Of a text, for look-up tables: equality is always confirmed by comparing the texts. It rolls, so that a path's ancestors come
/// for free.
struct digest {
  std::uint64_t value = fnv::basis;

  constexpr digest() = default;
  constexpr explicit digest(const std::string_view& text)
      : value(fnv::roll(fnv::basis, text.data(), text.data() + text.size())) {}

  constexpr digest& add(char c) {
    value = (value ^ fnv::letter(c)) * fnv::prime;
    return *this;
  }
  constexpr digest& add(const std::string_view& text) {
    value = fnv::roll(value, text.data(), text.data() + text.size());
    return *this;
  }
  friend constexpr bool operator==(digest, digest) = default;
};

/// Whether two values are the same, told by 64 bits: over every field, each ended so that fields cannot run together.
struct value_digest {
  std::uint64_t value = fnv::basis;

  constexpr value_digest& add(const std::string_view& text) {
    value = (fnv::roll(value, text.data(), text.data() + text.size()) ^ 0x1ff) * fnv::prime;
    return *this;
  }
  constexpr value_digest& add(std::uint64_t number) {
    value = (((value ^ number) * fnv::prime) ^ 0x2ff) * fnv::prime;
    return *this;
  }
  /// Of a text whose digest is known, and that is not looked at again.
  constexpr value_digest& add(const digest& text) { return add(text.value); }
  friend constexpr bool operator==(value_digest, value_digest) = default;
};

/// What the values of a type begin with, made once: `value_digest(value_of_type<"directory">).add(path.whole)`.
template <fixed_string Type>
inline constexpr value_digest value_of_type = value_digest().add(Type.view());

}  // namespace slipway
