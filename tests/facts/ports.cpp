#include <slipway/facts/ports.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("ports: recorded") {
  recorded_host debian, alpine, bare;
  debian.program(
      "ss",
      "udp   UNCONN 0      0      127.0.0.53%lo:53        0.0.0.0:*    users:((\"systemd-resolve\",pid=394,fd=13))\n"
      "tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:((\"sshd\",pid=612,fd=3))\n"
      "tcp   LISTEN 0      511             [::]:80           [::]:*    users:((\"nginx\",pid=9,fd=7),(\"nginx\",pid=8,fd=7))\n"
      "tcp   LISTEN 0      4096               *:9100            *:*   \n");
  alpine.program("netstat",
                 "Active Internet connections (only servers)\n"
                 "Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    \n"
                 "tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      2071/sshd [listener\n"
                 "udp        0      0 127.0.0.1:323           0.0.0.0:*                           2001/chronyd\n");
  // busybox without W and p
  recorded_host small;
  small.call("netstat", "-ltun", "tcp        0      0 :::80                   :::*                    LISTEN      \n", 0);
  with_each_shell([&](const auto& shell) {
    CHECK(small.records(slipway::facts::ports(), shell) == lines{"80/tcp|80|tcp|::||"});
    CHECK(debian.records(slipway::facts::ports(), shell) == lines{"53/udp|53|udp|127.0.0.53%lo|systemd-resolve|394",
                                                                  "22/tcp|22|tcp|0.0.0.0|sshd|612", "80/tcp|80|tcp|::|nginx|9",
                                                                  "9100/tcp|9100|tcp|*||"});
    CHECK(alpine.records(slipway::facts::ports(), shell) ==
          lines{"22/tcp|22|tcp|0.0.0.0|sshd|2071", "323/udp|323|udp|127.0.0.1|chronyd|2001"});
    // busybox's shell has a netstat of its own
    if (shell.front() != "busybox") CHECK(bare.records(slipway::facts::ports(), shell) == lines{"unknown"});
  });
}
