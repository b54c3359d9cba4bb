// What a host prints for a fact, as a value of the fact's type.
#pragma once

#include <concepts>
#include <cstdlib>
#include <string>
#include <string_view>

namespace slipway::detail {

/// Texts come as std::string.
template <class T>
[[nodiscard]] auto typed_value(const std::string& text) {
  if constexpr (std::same_as<T, bool>) return text == "true";
  else if constexpr (std::integral<T>) return static_cast<T>(std::strtoll(text.c_str(), nullptr, 10));
  else return std::string(text);
}

}  // namespace slipway::detail
