// Services and timers of systemd; services of openrc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& services();
[[nodiscard]] SLIPWAY_DECL const fact_family& timers();
}  // namespace facts

namespace fact {
/// A service.
struct service_record {
  std::string name;  // "nginx", without ".service"
  bool running = false;
  bool enabled = false;  // whether it starts with the host
  bool failed = false;
  std::string state;  // "running", "exited", "dead"; of openrc "started" or "stopped"
  std::string description;

  static constexpr std::string_view space = "unit";
  static constexpr fact_field fields[]{
      {"name"},       {"running", fact_type::boolean}, {"enabled", fact_type::boolean}, {"failed", fact_type::boolean}, {"state"},
      {"description"}};
  [[nodiscard]] SLIPWAY_DECL static service_record read(const record_line& line);
};
inline constexpr list_fact<"services", service_record> services{
    {&facts::services, &list_fact<"services", service_record>::own_kind}};

/// One of them, by its name.
struct service_facts {
  fact_source from;
  fact_of<"service.exists", bool> exists{from};
  fact_of<"service.running", bool> running{from};
  fact_of<"service.enabled", bool> enabled{from};  // whether it starts with the host
  fact_of<"service.failed", bool> failed{from};
  fact_of<"service.state", std::string_view> state{from};  // "running", "exited", "dead"; of openrc "started" or "stopped"
  fact_of<"service.description", std::string_view> description{from};
};
[[nodiscard]] constexpr service_facts service(std::string_view name) {
  return {about(&facts::services, list_fact<"services", service_record>::own_kind, name)};
}

/// A timer of systemd.
struct timer_record {
  std::string name;  // "apt-daily", without ".timer"
  std::string unit;  // "apt-daily.service"
  bool active = false;
  std::int64_t next = 0;  // 0: it does not go by the calendar
  std::int64_t last = 0;  // 0: not yet

  static constexpr std::string_view space = "unit";
  static constexpr fact_field fields[]{{"name"},
                                       {"unit"},
                                       {"active", fact_type::boolean},
                                       {"next", fact_type::number, "seconds since 1970"},
                                       {"last", fact_type::number, "seconds since 1970"}};
  [[nodiscard]] SLIPWAY_DECL static timer_record read(const record_line& line);
};
inline constexpr list_fact<"timers", timer_record> timers{{&facts::timers, &list_fact<"timers", timer_record>::own_kind}};

/// One of them, by its name.
struct timer_facts {
  fact_source from;
  fact_of<"timer.exists", bool> exists{from};
  fact_of<"timer.unit", std::string_view> unit{from};  // "apt-daily.service"
  fact_of<"timer.active", bool> active{from};
  fact_of<"timer.next", std::int64_t> next{from};  // 0: it does not go by the calendar
  fact_of<"timer.last", std::int64_t> last{from};  // 0: not yet
};
[[nodiscard]] constexpr timer_facts timer(std::string_view name) {
  return {about(&facts::timers, list_fact<"timers", timer_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/services.ipp>
#endif
