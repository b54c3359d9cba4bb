// Variables of the environment.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& environment();
}  // namespace facts

namespace fact {
/// A variable, as a step sees it.
struct environment_facts {
  fact_source from;
  fact_of<"environment.value", std::string_view> value{from};  // absent where it is not set
};
[[nodiscard]] constexpr environment_facts environment(std::string_view name) {
  return {about(&facts::environment, fact_of_no_operation, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/environment.ipp>
#endif
