// What a resource says of itself at compile time.
#pragma once

#include <array>
#include <cstddef>

#include <slipway/model/resource.hpp>

namespace slipway::tests {

constexpr row row_of(const Resource auto& r) {
  row made{};
  description d{made, nullptr};
  r.describe(d);
  return made;
}

/// All of its claims, of which there are `Count`.
template <std::size_t Count>
constexpr std::array<claim, Count> claims_of(const Resource auto& r) {
  row made{};
  made.wanted = r.value();
  description counted{made, nullptr};
  r.describe(counted);
  if (counted.count() != Count) throw "another number of claims";
  std::array<claim, Count> all{};
  description d{made, all.data()};
  r.describe(d);
  return all;
}

}  // namespace slipway::tests
