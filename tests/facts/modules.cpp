#include <slipway/facts/modules.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("modules: recorded modules and limits") {
  recorded_host host, bare;
  host.file("/proc/modules",
            "br_netfilter 36864 0 - Live 0x0000000000000000\nbridge 311296 1 br_netfilter, Live 0x0000000000000000\n");
  host.file("/proc/self/limits",
            "Limit                     Soft Limit           Hard Limit           Units     \n"
            "Max cpu time              unlimited            unlimited            seconds   \n"
            "Max open files            1024                 524288               files     \n"
            "Max nice priority         0                    0                    \n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::modules(), shell) == lines{"br_netfilter|36864|0", "bridge|311296|1"});
    CHECK(host.records(slipway::facts::limits(), shell) ==
          lines{"cpu time|unlimited|unlimited|seconds", "open files|1024|524288|files", "nice priority|0|0|"});
    CHECK(bare.records(slipway::facts::modules(), shell) == lines{"unknown"});
  });
}
