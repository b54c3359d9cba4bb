// Packages of languages and applications: pip, npm, snap, flatpak.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& pip_packages();
[[nodiscard]] SLIPWAY_DECL const fact_family& npm_packages();
[[nodiscard]] SLIPWAY_DECL const fact_family& snaps();
[[nodiscard]] SLIPWAY_DECL const fact_family& flatpaks();
}  // namespace facts

namespace fact {
/// A Python package that is installed for all users.
struct pip_package_record {
  std::string name;  // in lower case where pip says so, with hyphens
  std::string version;
  std::string folder;

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"version"}, {"folder"}};
  [[nodiscard]] SLIPWAY_DECL static pip_package_record read(const record_line& line);
};
inline constexpr list_fact<"pip_packages", pip_package_record> pip_packages{
    {&facts::pip_packages, &list_fact<"pip_packages", pip_package_record>::own_kind}};

/// One of them, by its name.
struct pip_package_facts {
  fact_source from;
  fact_of<"pip_package.exists", bool> exists{from};
  fact_of<"pip_package.version", std::string_view> version{from};
  fact_of<"pip_package.folder", std::string_view> folder{from};
};
[[nodiscard]] constexpr pip_package_facts pip_package(std::string_view name) {
  return {about(&facts::pip_packages, list_fact<"pip_packages", pip_package_record>::own_kind, name)};
}

/// A package of npm that is installed for all users.
struct npm_package_record {
  std::string name;  // "@scope/name"
  std::string version;
  std::string folder;

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"version"}, {"folder"}};
  [[nodiscard]] SLIPWAY_DECL static npm_package_record read(const record_line& line);
};
inline constexpr list_fact<"npm_packages", npm_package_record> npm_packages{
    {&facts::npm_packages, &list_fact<"npm_packages", npm_package_record>::own_kind}};

/// One of them, by its name.
struct npm_package_facts {
  fact_source from;
  fact_of<"npm_package.exists", bool> exists{from};
  fact_of<"npm_package.version", std::string_view> version{from};
  fact_of<"npm_package.folder", std::string_view> folder{from};
};
[[nodiscard]] constexpr npm_package_facts npm_package(std::string_view name) {
  return {about(&facts::npm_packages, list_fact<"npm_packages", npm_package_record>::own_kind, name)};
}

/// A snap.
struct snap_record {
  std::string name;
  std::string version;
  std::int64_t revision = 0;  // 0 of one that was built on the host

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"version"}, {"revision", fact_type::number}};
  [[nodiscard]] SLIPWAY_DECL static snap_record read(const record_line& line);
};
inline constexpr list_fact<"snaps", snap_record> snaps{{&facts::snaps, &list_fact<"snaps", snap_record>::own_kind}};

/// One of them, by its name.
struct snap_facts {
  fact_source from;
  fact_of<"snap.exists", bool> exists{from};
  fact_of<"snap.version", std::string_view> version{from};
  fact_of<"snap.revision", std::int64_t> revision{from};  // 0 of one that was built on the host
};
[[nodiscard]] constexpr snap_facts snap(std::string_view name) {
  return {about(&facts::snaps, list_fact<"snaps", snap_record>::own_kind, name)};
}

/// A flatpak that is installed for all users.
struct flatpak_record {
  std::string name;  // "org.gimp.GIMP"
  std::string version;
  std::string branch;  // "stable"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"version"}, {"branch"}};
  [[nodiscard]] SLIPWAY_DECL static flatpak_record read(const record_line& line);
};
inline constexpr list_fact<"flatpaks", flatpak_record> flatpaks{
    {&facts::flatpaks, &list_fact<"flatpaks", flatpak_record>::own_kind}};

/// One of them, by its name.
struct flatpak_facts {
  fact_source from;
  fact_of<"flatpak.exists", bool> exists{from};
  fact_of<"flatpak.version", std::string_view> version{from};
  fact_of<"flatpak.branch", std::string_view> branch{from};  // "stable"
};
[[nodiscard]] constexpr flatpak_facts flatpak(std::string_view name) {
  return {about(&facts::flatpaks, list_fact<"flatpaks", flatpak_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/application_packages.ipp>
#endif
