// The links of a role's plan. They follow from its rows and no rule asks for them, so that they are made when the program runs: a
// compiler would need as long for them as for all rules.
#pragma once

#include <slipway/check/role_view.hpp>
#include <slipway/config.hpp>
#include <slipway/model/row.hpp>

namespace slipway {

/// They stay until the program ends.
[[nodiscard]] SLIPWAY_DECL plan_links keep_links(const rules::role_view& role);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/program/kept_links.ipp>
#endif
