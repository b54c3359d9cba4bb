// Mounted file systems, from /proc/self/mounts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& mounts();
}  // namespace facts

namespace fact {
/// A mounted file system that holds files; those of the kernel, such as proc, are left out.
struct mount_record {
  std::string path;       // "/"
  std::string device;     // "/dev/vda1"
  std::string type;       // "ext4"
  std::string options;    // "rw,relatime"
  std::int64_t size = 0;  // bytes; of one in the network 0
  std::int64_t free = 0;  // bytes that users may still fill

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{
      {"path"}, {"device"}, {"type"}, {"options"}, {"size", fact_type::number, "bytes"}, {"free", fact_type::number, "bytes"}};
  [[nodiscard]] SLIPWAY_DECL static mount_record read(const record_line& line);
};
inline constexpr list_fact<"mounts", mount_record> mounts{{&facts::mounts, &list_fact<"mounts", mount_record>::own_kind}};

/// One of them, by its path.
struct mount_facts {
  fact_source from;
  fact_of<"mount.exists", bool> exists{from};
  fact_of<"mount.device", std::string_view> device{from};    // "/dev/vda1"
  fact_of<"mount.type", std::string_view> type{from};        // "ext4"
  fact_of<"mount.options", std::string_view> options{from};  // "rw,relatime"
  fact_of<"mount.size", std::int64_t> size{from};            // bytes; of one in the network 0
  fact_of<"mount.free", std::int64_t> free{from};            // bytes that users may still fill
};
[[nodiscard]] constexpr mount_facts mount(std::string_view path) {
  return {about(&facts::mounts, list_fact<"mounts", mount_record>::own_kind, path)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/mounts.ipp>
#endif
