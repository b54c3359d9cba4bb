#include <slipway/facts/apt_sources.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("apt_sources: recorded from Debian 12 and Ubuntu 24.04") {
  recorded_host host, bare;
  host.file("/etc/apt/sources.list",
            "# main\ndeb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://deb.debian.org/debian bookworm main contrib # "
            "ours\ndeb-src http://x.org/ ./\n");
  host.file(
      "/etc/apt/sources.list.d/ubuntu.sources",
      "Types: deb deb-src\nURIs: http://archive.ubuntu.com/ubuntu/\nSuites: noble noble-updates\nComponents: main universe\n"
      "Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n\nEnabled: no\nTypes: deb\nURIs: http://b.org\nSuites: /\n");
  host.file("/etc/apt/trusted.gpg.d/old.asc", "").file("/usr/share/keyrings/a.gpg", "").file("/usr/share/keyrings/README", "");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::apt_sources(), shell) ==
          lines{"http://deb.debian.org/debian|deb|bookworm|main contrib|/etc/apt/sources.list|true",
                "http://x.org/|deb-src|./||/etc/apt/sources.list|true",
                "http://archive.ubuntu.com/ubuntu/|deb deb-src|noble noble-updates|main "
                "universe|/etc/apt/sources.list.d/ubuntu.sources|true",
                "http://b.org|deb|/||/etc/apt/sources.list.d/ubuntu.sources|false"});
    CHECK(host.records(slipway::facts::apt_keys(), shell) ==
          lines{"/etc/apt/trusted.gpg.d/old.asc|true", "/usr/share/keyrings/a.gpg|false"});
    CHECK(bare.records(slipway::facts::apt_sources(), shell) == lines{"unknown"});
  });
}
