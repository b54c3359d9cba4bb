// A deployable depends on one that its layout does not hold, or on itself by way of others.
#pragma once

#include <array>
#include <cstddef>

#include <slipway/check/duplicate_deployable.hpp>

namespace slipway::rules {

constexpr void find_dependencies_outside(const layout_view& layout, findings& found) {
  for (const auto& d : layout.dependencies)
    if (layout.find(d.needed) == no_index)
      found.add({mistake::dependency_outside_layout, {culprit_of(layout.deployables[d.from]), culprit_of(d.needed)}});
}

/// Whoever is not done once all whose dependencies are done have been taken away stands in a cycle, or needs one who does.
template <std::size_t Count>
constexpr std::array<bool, Count> deployable_in_some_order(const layout_view& layout) {
  std::array<bool, Count> done{};
  for (bool more = true; more;) {
    more = false;
    std::array<bool, Count> waits{};
    for (const auto& d : layout.dependencies)
      if (const auto needed = layout.find(d.needed); needed != no_index && !done[needed]) waits[d.from] = true;
    for (std::size_t i = 0; i != Count; ++i)
      if (!done[i] && !waits[i]) more = done[i] = true;
  }
  return done;
}

/// The first deployable that stands in a cycle, and the one that it needs there.
template <std::size_t Count>
constexpr void find_deployable_cycle(const layout_view& layout, findings& found) {
  if (layout.dependencies.empty()) return;
  const auto done = deployable_in_some_order<Count>(layout);
  const auto next = [&](std::size_t from) {
    for (const auto& d : layout.dependencies)
      if (const auto needed = layout.find(d.needed); d.from == from && needed != no_index && !done[needed]) return needed;
    return from;
  };
  for (std::size_t i = 0; i != Count; ++i) {
    if (done[i]) continue;
    // after so many steps the way is inside the cycle
    std::size_t at = i;
    for (std::size_t step = 0; step != Count; ++step) at = next(at);
    std::size_t first = at;
    for (auto k = next(at); k != at; k = next(k)) first = k < first ? k : first;
    return found.add(
        {mistake::deployable_cycle, {culprit_of(layout.deployables[first]), culprit_of(layout.deployables[next(first)])}});
  }
}

}  // namespace slipway::rules
