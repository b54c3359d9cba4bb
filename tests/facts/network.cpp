#include <slipway/facts/network.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("network: recorded") {
  recorded_host host, bare;
  host.file(
      "/proc/net/route",
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
      "eth0\t00004D0A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\neth0\t00000000\t01004D0A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
  host.file("/proc/net/ipv6_route",
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 "
            "00000001 00000000 00000003     eth0\n");
  host.file("/etc/resolv.conf", "# made\nnameserver 10.0.0.2\nnameserver 2001:db8::1\nsearch example.com corp\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.gather(slipway::facts::network(), shell) == values{{"network.gateway", "10.77.0.1"},
                                                                  {"network.interface", "eth0"},
                                                                  {"network.gateway6", "fe80::1"},
                                                                  {"dns.servers", "10.0.0.2 2001:db8::1"},
                                                                  {"dns.search", "example.com corp"}});
    CHECK(bare.gather(slipway::facts::network(), shell) == values{});
  });
}
