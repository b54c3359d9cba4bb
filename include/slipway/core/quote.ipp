#pragma once

#include <slipway/core/quote.hpp>

namespace slipway {

SLIPWAY_DECL std::string shell_quote(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'') quoted += "'\\''";
    else quoted += c;
  }
  return quoted += '\'';
}

SLIPWAY_DECL bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace slipway
