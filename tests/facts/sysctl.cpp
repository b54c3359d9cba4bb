#include <slipway/facts/sysctl.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("sysctl: numbers of this machine's kernel are whole") {
  auto backlog = shells::read_file("/proc/sys/net/core/somaxconn"),
       ports = shells::read_file("/proc/sys/net/ipv4/ip_local_port_range");
  for (auto* value : {&backlog, &ports}) {
    REQUIRE(value->size() > 2);
    value->pop_back();
  }
  with_each_shell([&](const auto& shell) {
    CHECK(gather(slipway::facts::sysctl(), shell, {}, " K net.core.somaxconn ,x, L net.ipv4.ip_local_port_range ,x,") ==
          values{{"sysctl.value@K", backlog}, {"sysctl.value@L", ports}});
  });
}

TEST_CASE("sysctl: recorded") {
  recorded_host host;
  host.file("/proc/sys/net/ipv4/ip_forward", "1\n").file("/proc/sys/kernel/printk", "4\t4\t1\t7\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.gather(slipway::facts::sysctl(), shell, " K net.ipv4.ip_forward ,x, L kernel.printk ,x, M no.such ,x,") ==
          values{{"sysctl.value@K", "1"}, {"sysctl.value@L", "4\t4\t1\t7"}});
  });
}
