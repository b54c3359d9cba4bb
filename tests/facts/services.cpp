#include <slipway/facts/services.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("services: recorded from systemd") {
  recorded_host host;
  host.folder("/run/systemd/system");
  host.program(
      "systemctl",
      "Id=nginx.service\nDescription=A high performance web "
      "server\nLoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\n\n"
      "Id=setup.service\nDescription=Set = up\nLoadState=loaded\nActiveState=active\nSubState=exited\nUnitFileState=static\n\n"
      "Id=bad.service\nDescription=\nLoadState=loaded\nActiveState=failed\nSubState=failed\nUnitFileState=disabled\n\n"
      "Id=gone.service\nDescription=gone.service\nLoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=\n");
  host.file("/usr/lib/systemd/system/nginx.service", "")
      .file("/usr/lib/systemd/system/off.service", "")
      .file("/usr/lib/systemd/system/getty@.service", "");
  host.file("/etc/systemd/system/later.service", "")
      .link("/etc/systemd/system/multi-user.target.wants/later.service", "/etc/systemd/system/later.service");
  host.link("/etc/systemd/system/sshd.service", "/usr/lib/systemd/system/ssh.service");
  const lines loaded{"nginx|true|true|false|running|A high performance web server", "setup|false|false|false|exited|Set = up",
                     "bad|false|false|true|failed|"};
  auto all = loaded;
  all.insert(all.end(), {"later|false|true|false|dead|", "off|false|false|false|dead|"});
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::services(), shell) == all);
    CHECK(host.records(slipway::facts::services(), shell, " nginx bad.service gone") == loaded);
  });
  CHECK(host.calls().find("-- nginx.service bad.service gone.service\n") != std::string::npos);
}

TEST_CASE("services: recorded from openrc, and where there is neither") {
  recorded_host host, bare;
  host.folder("/run/openrc/started")
      .file("/run/openrc/started/sshd", "")
      .file("/etc/init.d/sshd", "")
      .file("/etc/init.d/nginx", "")
      .file("/etc/init.d/README", "");
  host.executable("/etc/init.d/sshd").executable("/etc/init.d/nginx").file("/etc/runlevels/default/sshd", "");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::services(), shell) ==
          lines{"nginx|false|false|false|stopped|", "sshd|true|true|false|started|"});
    CHECK(bare.records(slipway::facts::services(), shell) == lines{"unknown"});
    CHECK(bare.records(slipway::facts::timers(), shell) == lines{"unknown"});
  });
}

TEST_CASE("services: recorded timers") {
  recorded_host host;
  host.folder("/run/systemd/system");
  host.program("systemctl",
               "Unit=apt-daily.service\nNextElapseUSecRealtime=Wed 2026-11-25 23:40:00 UTC\nLastTriggerUSec=Tue 2028-02-29 "
               "08:09:07 UTC\nId=apt-daily."
               "timer\nActiveState=active\n\n"
               "Unit=tmp.service\nNextElapseUSecRealtime=\nLastTriggerUSec=n/a\nId=tmp.timer\nActiveState=inactive\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::timers(), shell) ==
          lines{"apt-daily|apt-daily.service|true|1795650000|1835424547", "tmp|tmp.service|false||"});
  });
}
