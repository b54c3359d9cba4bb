// Network interfaces and their addresses, from /sys/class/net and ip.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& interfaces();
[[nodiscard]] SLIPWAY_DECL const fact_family& addresses();
}  // namespace facts

namespace fact {
/// A network interface.
struct interface_record {
  std::string name;        // "eth0"
  std::string mac;         // "52:54:00:12:34:56"
  std::int64_t mtu = 0;    // bytes
  std::string state;       // "up", "down" or "unknown"
  std::int64_t speed = 0;  // Mbit/s; 0 where it has none

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{
      {"name"}, {"mac"}, {"mtu", fact_type::number, "bytes"}, {"state"}, {"speed", fact_type::number, "Mbit/s"}};
  [[nodiscard]] SLIPWAY_DECL static interface_record read(const record_line& line);
};
inline constexpr list_fact<"interfaces", interface_record> interfaces{
    {&facts::interfaces, &list_fact<"interfaces", interface_record>::own_kind}};

/// One of them, by its name.
struct interface_facts {
  fact_source from;
  fact_of<"interface.exists", bool> exists{from};
  fact_of<"interface.mac", std::string_view> mac{from};      // "52:54:00:12:34:56"
  fact_of<"interface.mtu", std::int64_t> mtu{from};          // bytes
  fact_of<"interface.state", std::string_view> state{from};  // "up", "down" or "unknown"
  fact_of<"interface.speed", std::int64_t> speed{from};      // Mbit/s; 0 where it has none
};
[[nodiscard]] constexpr interface_facts interface(std::string_view name) {
  return {about(&facts::interfaces, list_fact<"interfaces", interface_record>::own_kind, name)};
}

/// An address of an interface.
struct address_record {
  std::string address;      // "10.0.0.5"
  std::string interface;    // "eth0"
  std::int64_t prefix = 0;  // bits of the network
  std::string family;       // "ipv4" or "ipv6"
  std::string scope;        // "global", "link" or "host"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"address"}, {"interface"}, {"prefix", fact_type::number, "bits"}, {"family"}, {"scope"}};
  [[nodiscard]] SLIPWAY_DECL static address_record read(const record_line& line);
};
inline constexpr list_fact<"addresses", address_record> addresses{
    {&facts::addresses, &list_fact<"addresses", address_record>::own_kind}};

/// One of them, by its address.
struct address_facts {
  fact_source from;
  fact_of<"address.exists", bool> exists{from};
  fact_of<"address.interface", std::string_view> interface { from };  // "eth0"
  fact_of<"address.prefix", std::int64_t> prefix{from};               // bits of the network
  fact_of<"address.family", std::string_view> family{from};           // "ipv4" or "ipv6"
  fact_of<"address.scope", std::string_view> scope{from};             // "global", "link" or "host"
};
[[nodiscard]] constexpr address_facts address(std::string_view address) {
  return {about(&facts::addresses, list_fact<"addresses", address_record>::own_kind, address)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/interfaces.ipp>
#endif
