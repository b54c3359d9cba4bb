// Disks, from /sys/block.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& disks();
}  // namespace facts

namespace fact {
/// A disk of the host; loops, memory disks, CDs and floppies are none.
struct disk_record {
  std::string name;       // "vda"
  std::int64_t size = 0;  // bytes
  bool rotates = false;   // false for solid state
  std::string model;      // as it says of itself

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{
      {"name"}, {"size", fact_type::number, "bytes"}, {"rotates", fact_type::boolean}, {"model"}};
  [[nodiscard]] SLIPWAY_DECL static disk_record read(const record_line& line);
};
inline constexpr list_fact<"disks", disk_record> disks{{&facts::disks, &list_fact<"disks", disk_record>::own_kind}};

/// One of them, by its name.
struct disk_facts {
  fact_source from;
  fact_of<"disk.exists", bool> exists{from};
  fact_of<"disk.size", std::int64_t> size{from};        // bytes
  fact_of<"disk.rotates", bool> rotates{from};          // false for solid state
  fact_of<"disk.model", std::string_view> model{from};  // as it says of itself
};
[[nodiscard]] constexpr disk_facts disk(std::string_view name) {
  return {about(&facts::disks, list_fact<"disks", disk_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/disks.ipp>
#endif
