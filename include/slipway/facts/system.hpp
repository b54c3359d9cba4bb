// The host's name, kernel, processors and memory, from the proc and sys file systems.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& system();
}  // namespace facts

namespace fact {
inline constexpr fact_of<"hostname", std::string_view> hostname{{&facts::system}};
inline constexpr fact_of<"fqdn", std::string_view> fqdn{{&facts::system}};        // as /etc/hosts has it; no name server is asked
inline constexpr fact_of<"kernel", std::string_view> kernel{{&facts::system}};    // "6.1.0-18-amd64"
inline constexpr fact_of<"arch", std::string_view> arch{{&facts::system}};        // "x86_64"
inline constexpr fact_of<"boot_id", std::string_view> boot_id{{&facts::system}};  // another after each boot
inline constexpr fact_of<"uptime", std::int64_t> uptime{{&facts::system}};        // seconds
inline constexpr fact_of<"virtualisation", std::string_view> virtualisation{
    {&facts::system}};  // "none", "kvm", "vmware", "docker", ...
inline constexpr fact_of<"init_system", std::string_view> init_system{{&facts::system}};  // "systemd", "openrc", "runit", ...

struct cpu_facts {
  fact_of<"cpu.count", int> count{{&facts::system}};               // processors that are online
  fact_of<"cpu.model", std::string_view> model{{&facts::system}};  // "AMD EPYC 7763 64-Core Processor"
};
inline constexpr cpu_facts cpu{};

struct memory_facts {
  fact_of<"memory.total", std::int64_t> total{{&facts::system}};          // bytes
  fact_of<"memory.available", std::int64_t> available{{&facts::system}};  // bytes
};
inline constexpr memory_facts memory{};

struct swap_facts {
  fact_of<"swap.total", std::int64_t> total{{&facts::system}};  // bytes
  fact_of<"swap.free", std::int64_t> free{{&facts::system}};    // bytes
};
inline constexpr swap_facts swap{};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/system.ipp>
#endif
