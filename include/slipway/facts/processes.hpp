// Running processes, from ps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& processes();
}  // namespace facts

namespace fact {
/// A running process.
struct process_record {
  std::string name;  // "sshd"
  std::int64_t pid = 0;
  std::int64_t parent = 0;  // its pid
  std::string user;
  std::int64_t memory = 0;  // bytes that are resident
  std::int64_t age = 0;     // seconds
  std::string command;      // with its arguments

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"},
                                       {"pid", fact_type::number},
                                       {"parent", fact_type::number},
                                       {"user"},
                                       {"memory", fact_type::number, "bytes"},
                                       {"age", fact_type::number, "seconds"},
                                       {"command"}};
  [[nodiscard]] SLIPWAY_DECL static process_record read(const record_line& line);
};
inline constexpr list_fact<"processes", process_record> processes{
    {&facts::processes, &list_fact<"processes", process_record>::own_kind}};

/// One of them, by its name.
struct process_facts {
  fact_source from;
  fact_of<"process.exists", bool> exists{from};
  fact_of<"process.pid", std::int64_t> pid{from};
  fact_of<"process.parent", std::int64_t> parent{from};  // its pid
  fact_of<"process.user", std::string_view> user{from};
  fact_of<"process.memory", std::int64_t> memory{from};        // bytes that are resident
  fact_of<"process.age", std::int64_t> age{from};              // seconds
  fact_of<"process.command", std::string_view> command{from};  // with its arguments
};
[[nodiscard]] constexpr process_facts process(std::string_view name) {
  return {about(&facts::processes, list_fact<"processes", process_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/processes.ipp>
#endif
