// A text has a {{hole}} that neither the lets beside it nor the machine's data fill.
#pragma once

#include <span>
#include <string_view>

#include <slipway/check/finding.hpp>

namespace slipway::rules {

constexpr void find_unfilled_holes(const row& r, std::span<const let_value> data, culprit machine, findings& found) {
  for (auto hole = next_hole(r.text, 0); hole.open != std::string_view::npos; hole = next_hole(r.text, hole.close + 2)) {
    const auto name = hole.name(r.text);
    if (find_let(r.lets, name) == nullptr && find_let(data, name) == nullptr)
      found.add({mistake::unfilled_hole, {culprit(r), culprit(name), machine}});
  }
}

}  // namespace slipway::rules
