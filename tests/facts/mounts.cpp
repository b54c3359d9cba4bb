#include <slipway/facts/mounts.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("mounts: recorded, of a host with a server's files and a blank in a name") {
  recorded_host host;
  host.file("/proc/self/mounts",
            "proc /proc proc rw,nosuid 0 0\n/dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0\n"
            "tmpfs /tmp tmpfs rw,nosuid 0 0\nnas:/vol /srv/nas nfs4 rw 0 0\n/dev/sdb1 /mnt/my\\040disk xfs ro 0 0\n");
  host.program("stat", "4096 5120710 4059520 /\n4096 253014 253010 /tmp\n512 1000 0 /mnt/my disk\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::mounts(), shell) ==
          lines{"/|/dev/vda1|ext4|rw,relatime,errors=remount-ro|20974428160|16627793920",
                "/tmp|tmpfs|tmpfs|rw,nosuid|1036345344|1036328960", "/srv/nas|nas:/vol|nfs4|rw||",
                "/mnt/my disk|/dev/sdb1|xfs|ro|512000|0"});
  });
  // a server that is away is not waited for
  CHECK(host.calls().find("/srv/nas") == std::string::npos);
}
