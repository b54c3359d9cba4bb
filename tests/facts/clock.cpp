#include <slipway/facts/clock.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("clock: recorded") {
  recorded_host debian, fedora, india;
  debian.file("/etc/default/locale", "#  File generated\nLANG=\"de_DE.UTF-8\"\nLANGUAGE=de")
      .link("/etc/localtime", "/usr/share/zoneinfo/Europe/Berlin");
  debian.program("date", "1795645671 +0100\n").file("/run/systemd/timesync/synchronized", "");
  fedora.file("/etc/locale.conf", "LANG=C.UTF-8\n").file("/etc/timezone", "Etc/UTC\n").program("date", "1795645671 -0330\n");
  fedora.program(
      "chronyc",
      "A9FEA97B,169.254.169.123,4,1710842190.123,-0.000012345,0.000003,0.00001,-12.3,0.001,0.01,0.0003,0.0001,16.1,Normal\n");
  india.program("date", "1 +0530\n");
  with_each_shell([&](const auto& shell) {
    CHECK(debian.gather(slipway::facts::clock(), shell) == values{{"locale", "de_DE.UTF-8"},
                                                                  {"timezone", "Europe/Berlin"},
                                                                  {"clock.time", "1795645671"},
                                                                  {"clock.utc_offset", "3600"},
                                                                  {"clock.synchronized", "true"}});
    CHECK(fedora.gather(slipway::facts::clock(), shell) == values{{"locale", "C.UTF-8"},
                                                                  {"timezone", "Etc/UTC"},
                                                                  {"clock.time", "1795645671"},
                                                                  {"clock.utc_offset", "-12600"},
                                                                  {"clock.synchronized", "true"},
                                                                  {"clock.offset", "-12"}});
    CHECK(india.gather(slipway::facts::clock(), shell) == values{{"clock.time", "1"}, {"clock.utc_offset", "19800"}});
  });
}
