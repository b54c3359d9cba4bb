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

/// All of its claims, of which there are `Count`, but for what it needs.
template <std::size_t Count>
constexpr std::array<claim, Count> claims_of(const Resource auto& r) {
  row made{};
  made.wanted = r.value();
  description counted{made, nullptr};
  r.describe(counted);
  std::array<claim, 32> everything{};
  if (counted.count() > everything.size()) throw "more claims than there is room for";
  description d{made, everything.data()};
  r.describe(d);
  std::array<claim, Count> all{};
  std::size_t found = 0;
  for (std::size_t i = 0; i != counted.count(); ++i) {
    if (everything[i].kind == claim_kind::needs) continue;
    if (found == Count) throw "more claims";
    all[found++] = everything[i];
  }
  if (found != Count) throw "fewer claims";
  return all;
}

}  // namespace slipway::tests
