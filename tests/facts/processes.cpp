#include <slipway/facts/processes.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("processes: recorded") {
  recorded_host debian, alpine;
  debian.program("ps",
                 "      1       0 root                             12120    1132 /usr/lib/systemd/systemd --system\n"
                 "      2       0 root                                 0    1132 [kthreadd]\n"
                 "    612       1 root                              5420     900 sshd: /usr/sbin/sshd -D [listener]\n"
                 "   2201    2200 deploy                            3300      10 -bash\n");
  // busybox's refuses what it does not know
  alpine.file("/bin/ps",
              "#!/bin/sh\ncase \"$*\" in *etimes*) exit 1 ;; esac\n"
              "echo 'PID   PPID  USER     COMMAND'\necho '    1     0 root     /sbin/init'\necho ' 2071     1 nobody   nginx: "
              "worker process'\n");
  alpine.executable("/bin/ps");
  with_each_shell([&](const auto& shell) {
    CHECK(debian.records(slipway::facts::processes(), shell) ==
          lines{"systemd|1|0|root|12410880|1132|/usr/lib/systemd/systemd --system", "kthreadd|2|0|root|0|1132|[kthreadd]",
                "sshd|612|1|root|5550080|900|sshd: /usr/sbin/sshd -D [listener]", "bash|2201|2200|deploy|3379200|10|-bash"});
    CHECK(alpine.records(slipway::facts::processes(), shell) ==
          lines{"init|1|0|root|||/sbin/init", "nginx|2071|1|nobody|||nginx: worker process"});
  });
}
