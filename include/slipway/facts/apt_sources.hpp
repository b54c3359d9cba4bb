// Where apt finds packages, and the keys that it trusts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& apt_sources();
[[nodiscard]] SLIPWAY_DECL const fact_family& apt_keys();
}  // namespace facts

namespace fact {
/// A line of sources.list(5), or a stanza of a .sources file.
struct apt_source_record {
  std::string uri;         // "http://deb.debian.org/debian"
  std::string types;       // "deb", "deb-src" or both
  std::string suites;      // "bookworm bookworm-updates"
  std::string components;  // "main contrib"
  std::string file;
  bool enabled = false;  // false where the stanza says so

  static constexpr std::string_view space = "path";
  static constexpr std::string_view below = "/etc/apt/";
  static constexpr fact_field fields[]{{"uri"}, {"types"}, {"suites"}, {"components"}, {"file"}, {"enabled", fact_type::boolean}};
  [[nodiscard]] SLIPWAY_DECL static apt_source_record read(const record_line& line);
};
inline constexpr list_fact<"apt_sources", apt_source_record> apt_sources{
    {&facts::apt_sources, &list_fact<"apt_sources", apt_source_record>::own_kind}};

/// A file of keys that packages of apt may be signed with.
struct apt_key_record {
  std::string path;
  bool everywhere = false;  // whether apt trusts it for every source

  static constexpr std::string_view space = "path";
  static constexpr std::string_view below = "/etc/apt/";
  static constexpr fact_field fields[]{{"path"}, {"everywhere", fact_type::boolean}};
  [[nodiscard]] SLIPWAY_DECL static apt_key_record read(const record_line& line);
};
inline constexpr list_fact<"apt_keys", apt_key_record> apt_keys{
    {&facts::apt_keys, &list_fact<"apt_keys", apt_key_record>::own_kind}};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/apt_sources.ipp>
#endif
