// Comparisons of facts with what a host has answered.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Under which name a fact stands in an answer: its own, with `@` and a number of its path's where it is asked about one.
[[nodiscard]] SLIPWAY_DECL std::string fact_key(const fact_reference& fact);

/// How people read it: "file.size of /etc/motd".
[[nodiscard]] SLIPWAY_DECL std::string fact_title(const fact_reference& fact);

/// Whether a comparison holds; nothing where the host does not know the fact. Numbers compare as numbers.
[[nodiscard]] SLIPWAY_DECL std::optional<bool> holds(const token& t, const std::map<std::string, std::string>& facts);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/fact_condition.ipp>
#endif
