#include <slipway/facts/disks.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("disks: recorded") {
  recorded_host host;
  host.file("/sys/block/vda/size", "41943040\n").file("/sys/block/vda/queue/rotational", "0\n");
  host.file("/sys/block/sda/size", "3907029168\n")
      .file("/sys/block/sda/queue/rotational", "1\n")
      .file("/sys/block/sda/device/model", "ST2000NM0055-1V4\n");
  host.file("/sys/block/loop0/size", "8\n").folder("/sys/block/odd");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::disks(), shell) ==
          lines{"sda|2000398934016|true|ST2000NM0055-1V4", "vda|21474836480|false|"});
  });
}
