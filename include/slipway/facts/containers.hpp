// Containers and images of docker and podman.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& containers();
[[nodiscard]] SLIPWAY_DECL const fact_family& images();
}  // namespace facts

namespace fact {
/// A container, whether it runs or not.
struct container_record {
  std::string name;
  std::string image;
  std::string state;  // "running", "exited", ...
  std::string id;
  std::string engine;  // "docker" or "podman"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"image"}, {"state"}, {"id"}, {"engine"}};
  [[nodiscard]] SLIPWAY_DECL static container_record read(const record_line& line);
};
inline constexpr list_fact<"containers", container_record> containers{
    {&facts::containers, &list_fact<"containers", container_record>::own_kind}};

/// One of them, by its name.
struct container_facts {
  fact_source from;
  fact_of<"container.exists", bool> exists{from};
  fact_of<"container.image", std::string_view> image{from};
  fact_of<"container.state", std::string_view> state{from};  // "running", "exited", ...
  fact_of<"container.id", std::string_view> id{from};
  fact_of<"container.engine", std::string_view> engine{from};  // "docker" or "podman"
};
[[nodiscard]] constexpr container_facts container(std::string_view name) {
  return {about(&facts::containers, list_fact<"containers", container_record>::own_kind, name)};
}

/// An image of docker or podman.
struct image_record {
  std::string name;  // "docker.io/library/redis:7"
  std::string id;
  std::string engine;

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"id"}, {"engine"}};
  [[nodiscard]] SLIPWAY_DECL static image_record read(const record_line& line);
};
inline constexpr list_fact<"images", image_record> images{{&facts::images, &list_fact<"images", image_record>::own_kind}};

/// One of them, by its name.
struct image_facts {
  fact_source from;
  fact_of<"image.exists", bool> exists{from};
  fact_of<"image.id", std::string_view> id{from};
  fact_of<"image.engine", std::string_view> engine{from};
};
[[nodiscard]] constexpr image_facts image(std::string_view name) {
  return {about(&facts::images, list_fact<"images", image_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/containers.ipp>
#endif
