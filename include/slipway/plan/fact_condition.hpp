// Comparisons of facts and of a machine's data with values, and in words why they do not hold.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <slipway/config.hpp>
#include <slipway/model/answered.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Whether a comparison holds; nothing where the host does not know the fact. Numbers compare as numbers.
[[nodiscard]] SLIPWAY_DECL std::optional<bool> holds(const token& t, const answers& facts, std::span<const let_value> data = {});

/// What was found, and where the comparison does not hold what it should have been: "memory.total is 4.0 GiB, not above 8.0 GiB".
[[nodiscard]] SLIPWAY_DECL std::string comparison_words(const token& t, const answers& facts,
                                                        std::span<const let_value> data = {});

/// A value for people: bytes as "4.0 GiB", seconds as "3 h 20 min".
[[nodiscard]] SLIPWAY_DECL std::string value_words(std::string_view value, std::string_view unit);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/fact_condition.ipp>
#endif
