// Conditions in the words of the program that states them.
#pragma once

#include <span>
#include <string>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// `changed("Write the site") && os.id == "debian"`; empty where there is no condition.
[[nodiscard]] SLIPWAY_DECL std::string condition_text(std::span<const token> condition);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/condition_text.ipp>
#endif
