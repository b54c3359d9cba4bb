// The host's name, kernel, processors and memory, from the proc file system (proc(5)).
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
inline constexpr fact_of<"hostname", std::string_view> hostname{&facts::system};
inline constexpr fact_of<"kernel", std::string_view> kernel{&facts::system};  // "6.1.0-18-amd64"
inline constexpr fact_of<"arch", std::string_view> arch{&facts::system};      // "x86_64"

struct cpu_facts {
  fact_of<"cpu.count", int> count{&facts::system};  // processors that are online
};
inline constexpr cpu_facts cpu{};

struct memory_facts {
  fact_of<"memory.total", std::uint64_t> total{&facts::system};          // bytes
  fact_of<"memory.available", std::uint64_t> available{&facts::system};  // bytes
};
inline constexpr memory_facts memory{};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/system.ipp>
#endif
