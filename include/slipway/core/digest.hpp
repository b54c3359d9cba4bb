// Digests of names and paths for look-up tables; equality is always confirmed by comparing the texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slipway {

/// FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv): rolls over a text, so that a path's ancestors come for free.
struct digest {
  static constexpr std::uint32_t prime = 16777619u;
  std::uint32_t value = 2166136261u;

  constexpr digest() = default;
  constexpr explicit digest(std::string_view text) { add(text); }

  constexpr digest& add(char c) {
    value = (value ^ static_cast<std::uint32_t>(static_cast<unsigned char>(c))) * prime;
    return *this;
  }
  constexpr digest& add(std::string_view text) {
    auto rolled = value;
    for (const char *c = text.data(), *end = c + text.size(); c != end; ++c)
      rolled = (rolled ^ static_cast<std::uint32_t>(static_cast<unsigned char>(*c))) * prime;
    value = rolled;
    return *this;
  }
  friend constexpr bool operator==(digest, digest) = default;
};

/// Whether two values are the same, told by 64 bits: FNV-1a over every field, each ended so that fields cannot run together.
struct value_digest {
  std::uint64_t value = 14695981039346656037ull;

  constexpr value_digest& add(std::string_view text) {
    // in a variable, and without a call: compilers pay for both, for every letter of a deployment
    auto rolled = value;
    for (const char *c = text.data(), *end = c + text.size(); c != end; ++c)
      rolled = (rolled ^ static_cast<unsigned char>(*c)) * prime;
    value = (rolled ^ 0x1ff) * prime;
    return *this;
  }
  constexpr value_digest& add(std::uint64_t number) {
    value = (((value ^ number) * prime) ^ 0x2ff) * prime;
    return *this;
  }
  friend constexpr bool operator==(value_digest, value_digest) = default;

 private:
  static constexpr std::uint64_t prime = 1099511628211ull;
};

// GCC 12 cannot evaluate memcmp, and so string_view's comparison, for texts in the middle of an array
/// The same as the library's, and cheaper for the compiler; so is a text that is written as "..."sv.
constexpr bool begins_with(std::string_view text, std::string_view start) {
  if (text.size() < start.size()) return false;
  for (std::size_t i = 0; i != start.size(); ++i)
    if (text[i] != start[i]) return false;
  return true;
}

constexpr bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i != a.size(); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// Asked for most texts of a deployment: whatever differs at once is told apart by its size and last letter.
template <std::size_t N>
constexpr bool is_one_of(std::string_view text, const std::string_view (&names)[N]) {
  if (text.empty()) return false;
  const auto size = text.size();
  const char last = text[size - 1];
  for (const auto& name : names)
    if (name.size() == size && name[size - 1] == last && same_text(name, text)) return true;
  return false;
}

}  // namespace slipway
