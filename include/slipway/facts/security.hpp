// SELinux, AppArmor, and whether the host waits for a reboot.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& security();
}  // namespace facts

namespace fact {
struct selinux_facts {
  fact_of<"selinux.mode", std::string_view> mode{{&facts::security}};  // "enforcing", "permissive" or "disabled"
};
inline constexpr selinux_facts selinux{};

struct apparmor_facts {
  fact_of<"apparmor.enabled", bool> enabled{{&facts::security}};
  fact_of<"apparmor.profiles", std::int64_t> profiles{{&facts::security}};  // that are loaded; root sees them
};
inline constexpr apparmor_facts apparmor{};
inline constexpr fact_of<"reboot_required", bool> reboot_required{
    {&facts::security}};  // said by packages, or as the running kernel's modules are gone
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/security.ipp>
#endif
