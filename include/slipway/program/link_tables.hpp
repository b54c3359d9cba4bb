// What a plan's links are found in.
#pragma once

#include <vector>

#include <slipway/check/role_view.hpp>
#include <slipway/config.hpp>
#include <slipway/model/row.hpp>

namespace slipway {

struct link_tables {
  std::vector<edge> edges;      // by `to`
  std::vector<effect> effects;  // by `to`, then `from`; each pair once

  [[nodiscard]] plan_links view() const { return {edges, effects}; }
};

/// Who waits for whom among these rows, and who may change what others probe.
[[nodiscard]] SLIPWAY_DECL link_tables link(const rules::role_view& role);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/program/link_tables.ipp>
#endif
