// The way out of the host, and its name servers.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& network();
}  // namespace facts

namespace fact {
struct network_facts {
  fact_of<"network.gateway", std::string_view> gateway{{&facts::network}};  // "10.0.0.1": the default route of IPv4
  fact_of<"network.interface", std::string_view> interface {
    { &facts::network }
  };                                                                          // of that route
  fact_of<"network.gateway6", std::string_view> gateway6{{&facts::network}};  // "fe80::1": of IPv6
};
inline constexpr network_facts network{};

struct dns_facts {
  fact_of<"dns.servers", std::string_view> servers{{&facts::network}};  // "10.0.0.2 10.0.0.3"
  fact_of<"dns.search", std::string_view> search{{&facts::network}};    // "example.com"
};
inline constexpr dns_facts dns{};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/network.ipp>
#endif
