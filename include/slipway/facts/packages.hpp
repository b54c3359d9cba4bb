// Packages that are installed, by dpkg, rpm or apk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& packages();
}  // namespace facts

namespace fact {
/// An installed package of the system's own manager.
struct package_record {
  std::string name;          // "nginx"
  std::string version;       // "1.22.1-9"
  std::string architecture;  // "amd64"; apk does not say
  std::string manager;       // "dpkg", "rpm" or "apk"

  static constexpr std::string_view space = "package";
  static constexpr fact_field fields[]{{"name"}, {"version"}, {"architecture"}, {"manager"}};
  [[nodiscard]] SLIPWAY_DECL static package_record read(const record_line& line);
};
inline constexpr list_fact<"packages", package_record> packages{
    {&facts::packages, &list_fact<"packages", package_record>::own_kind}};

/// One of them, by its name.
struct package_facts {
  fact_source from;
  fact_of<"package.exists", bool> exists{from};
  fact_of<"package.version", std::string_view> version{from};            // "1.22.1-9"
  fact_of<"package.architecture", std::string_view> architecture{from};  // "amd64"; apk does not say
  fact_of<"package.manager", std::string_view> manager{from};            // "dpkg", "rpm" or "apk"
};
[[nodiscard]] constexpr package_facts package(std::string_view name) {
  return {about(&facts::packages, list_fact<"packages", package_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/packages.ipp>
#endif
