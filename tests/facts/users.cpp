#include <slipway/facts/users.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("users: recorded users and groups") {
  recorded_host host, bare;
  host.file("/etc/passwd",
            "root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann B,,,:/home/ann:\n+::::::\nlast:x:7:7::/:/bin/sh");
  host.file("/etc/group", "root:x:0:\nsudo:x:27:ann,bob\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::users(), shell) ==
          lines{"root|0|0|root|/root|/bin/bash", "ann|1000|1000|Ann B,,,|/home/ann|", "last|7|7||/|/bin/sh"});
    CHECK(host.records(slipway::facts::groups(), shell) == lines{"root|0|", "sudo|27|ann,bob"});
    CHECK(bare.records(slipway::facts::users(), shell) == lines{"unknown"});
  });
}
