#include <slipway/facts/interfaces.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("interfaces: recorded") {
  recorded_host host;
  host.file("/sys/class/net/eth0/address", "52:54:00:12:34:56\n").file("/sys/class/net/eth0/mtu", "1500\n");
  host.file("/sys/class/net/eth0/operstate", "up\n").file("/sys/class/net/eth0/speed", "10000\n");
  host.file("/sys/class/net/wg0/address", "\n")
      .file("/sys/class/net/wg0/mtu", "1420\n")
      .file("/sys/class/net/wg0/operstate", "unknown\n");
  host.file("/sys/class/net/wg0/speed", "-1\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::interfaces(), shell) ==
          lines{"eth0|52:54:00:12:34:56|1500|up|10000", "wg0||1420|unknown|"});
  });
}

// iproute2 of Debian 12, and busybox's
TEST_CASE("interfaces: recorded addresses") {
  recorded_host debian, alpine, bare;
  debian.program(
      "ip",
      "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n"
      "2: eth0    inet 10.77.1.1/16 brd 10.77.255.255 scope global eth0\\       valid_lft forever preferred_lft forever\n"
      "2: eth0    inet6 fe80::77:ff:fe00:1/64 scope link \\       valid_lft forever preferred_lft forever\n"
      "3: tun0    inet 10.8.0.2 peer 10.8.0.1/32 scope global tun0\\       valid_lft forever preferred_lft forever\n");
  alpine.program(
      "ip",
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000\\    link/loopback 00:00:00:00:00:00\n"
      "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n");
  with_each_shell([&](const auto& shell) {
    CHECK(debian.records(slipway::facts::addresses(), shell) == lines{"127.0.0.1|lo|8|ipv4|host", "10.77.1.1|eth0|16|ipv4|global",
                                                                      "fe80::77:ff:fe00:1|eth0|64|ipv6|link",
                                                                      "10.8.0.2|tun0||ipv4|global"});
    CHECK(alpine.records(slipway::facts::addresses(), shell) == lines{"127.0.0.1|lo|8|ipv4|host"});
    // busybox's shell has an ip of its own
    if (shell.front() != "busybox") CHECK(bare.records(slipway::facts::addresses(), shell) == lines{"unknown"});
  });
}
