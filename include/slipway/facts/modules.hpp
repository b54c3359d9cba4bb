// Modules of the kernel, and limits of resources.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& modules();
[[nodiscard]] SLIPWAY_DECL const fact_family& limits();
}  // namespace facts

namespace fact {
/// A module that the kernel has loaded.
struct module_record {
  std::string name;
  std::int64_t size = 0;   // bytes
  std::int64_t users = 0;  // how many use it

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"size", fact_type::number, "bytes"}, {"users", fact_type::number}};
  [[nodiscard]] SLIPWAY_DECL static module_record read(const record_line& line);
};
inline constexpr list_fact<"modules", module_record> modules{{&facts::modules, &list_fact<"modules", module_record>::own_kind}};

/// One of them, by its name.
struct module_facts {
  fact_source from;
  fact_of<"module.exists", bool> exists{from};
  fact_of<"module.size", std::int64_t> size{from};    // bytes
  fact_of<"module.users", std::int64_t> users{from};  // how many use it
};
[[nodiscard]] constexpr module_facts module(std::string_view name) {
  return {about(&facts::modules, list_fact<"modules", module_record>::own_kind, name)};
}

/// A limit of resources, as it holds for a step (getrlimit(2)).
struct limit_record {
  std::string name;  // "open files"
  std::string soft;  // a number, or "unlimited"
  std::string hard;
  std::string unit;  // "files"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"soft"}, {"hard"}, {"unit"}};
  [[nodiscard]] SLIPWAY_DECL static limit_record read(const record_line& line);
};
inline constexpr list_fact<"limits", limit_record> limits{{&facts::limits, &list_fact<"limits", limit_record>::own_kind}};

/// One of them, by its name.
struct limit_facts {
  fact_source from;
  fact_of<"limit.exists", bool> exists{from};
  fact_of<"limit.soft", std::string_view> soft{from};  // a number, or "unlimited"
  fact_of<"limit.hard", std::string_view> hard{from};
  fact_of<"limit.unit", std::string_view> unit{from};  // "files"
};
[[nodiscard]] constexpr limit_facts limit(std::string_view name) {
  return {about(&facts::limits, list_fact<"limits", limit_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/modules.ipp>
#endif
