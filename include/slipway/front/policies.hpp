// What the policies of deployables answer in this run.
#pragma once

#include <cstddef>

#include <slipway/config.hpp>
#include <slipway/fleet/ask_facts.hpp>
#include <slipway/front/select.hpp>

namespace slipway::front {

/// Asks the filters of a deployable and of what holds it, from the inside out, and then the policy that counts. Awaitables run to
/// their end; one that throws leaves the deployable alone, and
/// the reason says why.
[[nodiscard]] SLIPWAY_DECL policy_answer answer_of_policy(const deployable& host, const fleet::fact_asker& ask = {});

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/policies.ipp>
#endif
