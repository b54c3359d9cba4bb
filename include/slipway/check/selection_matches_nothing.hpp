// A selection of the program has a pattern that matches no deployable of its layout.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/check/layout_view.hpp>
#include <slipway/model/selection.hpp>

namespace slipway::rules {

constexpr bool matches_something(const layout_view& layout, std::string_view pattern) {
  for (const auto& d : layout.deployables)
    if (any_name_matches(pattern, d.prefix, d.name, d.also)) return true;
  return false;
}

constexpr void find_empty_patterns(const layout_view& layout, const selection_view& selection, findings& found) {
  for (const auto patterns : {selection.included, selection.excluded})
    for (const auto& pattern : patterns)
      if (!matches_something(layout, pattern))
        found.add({mistake::selection_matches_nothing, {culprit(selection.name), culprit(pattern)}});
}

}  // namespace slipway::rules
