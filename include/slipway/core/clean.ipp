#pragma once

#include <cstddef>

#include <slipway/core/clean.hpp>

namespace slipway {
namespace detail {

struct code_point {
  unsigned value = 0;
  std::size_t size = 0;  // 0: invalid
};

// Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF
inline code_point decode_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (size == 0 || first > 0xf4 || text.size() < size) return {};
  unsigned value = first & (0x7fu >> size);
  for (std::size_t i = 1; i != size; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {};
    value = value << 6 | (byte(i) & 0x3fu);
  }
  if ((size == 3 && value < 0x800) || (size == 4 && (value < 0x10000 || value > 0x10ffff))) return {};
  if (value >= 0xd800 && value <= 0xdfff) return {};
  return {value, size};
}

inline bool is_control(unsigned c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace detail

SLIPWAY_DECL std::string clean(std::string_view host_text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string cleaned;
  cleaned.reserve(host_text.size());
  while (!host_text.empty()) {
    const auto [value, size] = detail::decode_utf8(host_text);
    if (size == 0) {
      cleaned += "\xef\xbf\xbd";
    } else if (detail::is_control(value)) {
      for (char c : host_text.substr(0, size)) {
        const auto byte = static_cast<unsigned char>(c);
        cleaned += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
      }
    } else {
      cleaned += host_text.substr(0, size);
    }
    host_text.remove_prefix(size == 0 ? 1 : size);
  }
  return cleaned;
}

}  // namespace slipway
