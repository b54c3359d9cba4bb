// Facts of one host, for who decides something before there is a plan.
#pragma once

#include <functional>
#include <span>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/plan/fact_condition.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

/// Facts of a deployable's host; throws where it cannot be asked.
using fact_asker = std::function<answers(const deployable& host, std::span<const fact_reference> facts)>;

/// Over a connection of its own, on which nobody is asked for anything. Throws std::runtime_error where the host cannot be asked.
/// `all` are the deployables of its program.
[[nodiscard]] SLIPWAY_DECL answers ask_facts(const deployable& host, std::span<const deployable> all, const inventory& known,
                                             std::span<const fact_reference> facts);

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/ask_facts.ipp>
#endif
