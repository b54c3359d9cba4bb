// A finding in words, for mistakes that show only while the program runs.
#pragma once

#include <string>

#include <slipway/check/finding.hpp>
#include <slipway/config.hpp>

namespace slipway::rules {

/// The mistake's name, the culprits with their lines, and what to do: what the compiler says of the same mistake.
[[nodiscard]] SLIPWAY_DECL std::string to_sentence(const finding& f);

}  // namespace slipway::rules

#if defined(SLIPWAY_BODIES)
#include <slipway/check/sentence.ipp>
#endif
