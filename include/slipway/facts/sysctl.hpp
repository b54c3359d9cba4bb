// Values of the kernel (sysctl(8)).
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& sysctl();
}  // namespace facts

namespace fact {
/// A value of the kernel: `fact::sysctl("net.ipv4.ip_forward").value == "1"`.
struct sysctl_facts {
  fact_source from;
  fact_of<"sysctl.value", std::string_view> value{from};  // its first line
};
[[nodiscard]] constexpr sysctl_facts sysctl(std::string_view name) { return {about(&facts::sysctl, fact_of_no_operation, name)}; }
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/sysctl.ipp>
#endif
