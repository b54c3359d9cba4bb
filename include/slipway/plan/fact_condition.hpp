// Comparisons of facts with what a host has answered.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Whether a comparison holds; nothing where the host does not know the fact. Numbers compare as numbers.
[[nodiscard]] SLIPWAY_DECL std::optional<bool> holds(const token& t, const std::map<std::string, std::string>& facts);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/fact_condition.ipp>
#endif
