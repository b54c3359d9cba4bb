// The clock, the time zone and the language.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& clock();
}  // namespace facts

namespace fact {
inline constexpr fact_of<"locale", std::string_view> locale{{&facts::clock}};      // "en_US.UTF-8"
inline constexpr fact_of<"timezone", std::string_view> timezone{{&facts::clock}};  // "Europe/Berlin"

struct clock_facts {
  fact_of<"clock.time", std::int64_t> time{{&facts::clock}};              // seconds since 1970-01-01 UTC
  fact_of<"clock.utc_offset", std::int64_t> utc_offset{{&facts::clock}};  // seconds: what local time is ahead of UTC
  fact_of<"clock.synchronized", bool> synchronized{{&facts::clock}};      // whether something has set it by others' clocks
  fact_of<"clock.offset", std::int64_t> offset{{&facts::clock}};          // microseconds, as chrony measures it
};
inline constexpr clock_facts clock{};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/clock.ipp>
#endif
