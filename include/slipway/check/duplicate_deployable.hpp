// Two deployables of one layout have the same name.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/layout_view.hpp>

namespace slipway::rules {

constexpr culprit culprit_of(const deployable_row& d) { return {d.prefix, d.name}; }

constexpr void find_duplicate_deployables(const layout_view& layout, findings& found) {
  for (std::size_t i = 0; i != layout.deployables.size(); ++i)
    if (layout.find(layout.deployables[i]) < i) found.add({mistake::duplicate_deployable, {culprit_of(layout.deployables[i])}});
}

}  // namespace slipway::rules
