// Packs of any length: Clang ends a fold expression at 256 elements, a braced list has no limit.
#pragma once

#include <cstddef>
#include <initializer_list>

namespace slipway {

/// `sum({sizes...})`.
constexpr std::size_t sum(std::initializer_list<std::size_t> values) {
  std::size_t total = 0;
  for (const auto v : values) total += v;
  return total;
}

/// `in_order({(call(pack), 0)...})` calls for each, from the first to the last.
constexpr void in_order(std::initializer_list<int>) {}

}  // namespace slipway
