// A text has a {{hole}} that neither the lets beside it nor the machine's data fill, or fill with one thing where it needs many.
#pragma once

#include <string_view>

#include <slipway/check/finding.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/text_template.hpp>

namespace slipway::rules {

constexpr mistake mistake_of(hole_mistake what) {
  return what == hole_mistake::unfilled       ? mistake::unfilled_hole
         : what == hole_mistake::needs_a_list ? mistake::each_needs_a_list
                                              : mistake::hole_needs_one_value;
}

constexpr void find_unfilled_holes(const row& r, table_view<let_value> data, const culprit& machine, findings& found) {
  if (r.text.empty() || r.text_is_local_file) return;
  check_names(r.text, r.lets, data, [&](hole_mistake what, std::string_view name, std::size_t) {
    found.add({mistake_of(what), {culprit(r), culprit(name), machine}});
  });
}

}  // namespace slipway::rules
