// The operating system, from /etc/os-release (os-release(5)).
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& os();
}  // namespace facts

namespace fact {
struct os_facts {
  fact_of<"os.id", std::string_view> id{{&facts::os}};              // "debian"
  fact_of<"os.version", std::string_view> version{{&facts::os}};    // "12"
  fact_of<"os.codename", std::string_view> codename{{&facts::os}};  // "bookworm"
  fact_of<"os.family", std::string_view> family{
      {&facts::os}};  // "debian", "rhel", "suse", "alpine" or "arch": whose it is, or is like
};
inline constexpr os_facts os{};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/os.ipp>
#endif
