// What a resource says of itself at compile time.
#pragma once

#include <array>
#include <cstddef>

#include <slipway/model/resource.hpp>

namespace slipway::tests {

constexpr row row_of(const Resource auto& r) {
  row made{};
  description d{made, nullptr, 0};
  r.describe(d);
  return made;
}

/// All of its claims, of which there are `Count`, but for what it needs.
template <std::size_t Count>
constexpr std::array<claim, Count> claims_of(const Resource auto& r) {
  row made{};
  made.wanted = r.value();
  std::array<claim, 32> everything{};
  description d{made, everything.data(), everything.size()};
  r.describe(d);
  if (d.count() > everything.size()) throw "more claims than there is room for";
  std::array<claim, Count> all{};
  std::size_t found = 0;
  for (std::size_t i = 0; i != d.count(); ++i) {
    if (everything[i].kind == claim_kind::needs) continue;
    if (found == Count) throw "more claims";
    all[found++] = everything[i];
  }
  if (found != Count) throw "fewer claims";
  return all;
}

}  // namespace slipway::tests
