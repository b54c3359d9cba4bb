// Ports on which something listens, and who, from ss or netstat.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& ports();
}  // namespace facts

namespace fact {
/// A port on which something listens.
struct port_record {
  std::string port;         // "22/tcp"
  std::int64_t number = 0;  // 22
  std::string protocol;     // "tcp" or "udp"
  std::string address;      // "0.0.0.0": all of IPv4, "::": of IPv6, "*": of both
  std::string process;      // "sshd"; root sees those of others
  std::int64_t pid = 0;

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"port"},    {"number", fact_type::number}, {"protocol"}, {"address"},
                                       {"process"}, {"pid", fact_type::number}};
  [[nodiscard]] SLIPWAY_DECL static port_record read(const record_line& line);
};
inline constexpr list_fact<"ports", port_record> ports{{&facts::ports, &list_fact<"ports", port_record>::own_kind}};

/// One of them, by its port.
struct port_facts {
  fact_source from;
  fact_of<"port.exists", bool> exists{from};
  fact_of<"port.number", std::int64_t> number{from};          // 22
  fact_of<"port.protocol", std::string_view> protocol{from};  // "tcp" or "udp"
  fact_of<"port.address", std::string_view> address{from};    // "0.0.0.0": all of IPv4, "::": of IPv6, "*": of both
  fact_of<"port.process", std::string_view> process{from};    // "sshd"; root sees those of others
  fact_of<"port.pid", std::int64_t> pid{from};
};
[[nodiscard]] constexpr port_facts port(std::string_view port) {
  return {about(&facts::ports, list_fact<"ports", port_record>::own_kind, port)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/ports.ipp>
#endif
