#include <slipway/facts/system.hpp>

#include <sys/utsname.h>
#include <unistd.h>

#include "catch.hpp"
#include "gather.hpp"

using facts_test::gather;

TEST_CASE("system: this machine") {
  utsname machine{};
  uname(&machine);
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const auto facts = gather(slipway::facts::system(), shell);
    CHECK(facts.at("hostname") == machine.nodename);
    CHECK(facts.at("kernel") == machine.release);
    CHECK(facts.at("arch") == machine.machine);
    CHECK(std::stol(facts.at("cpu.count")) == sysconf(_SC_NPROCESSORS_ONLN));
    CHECK(std::stoull(facts.at("memory.total")) > std::stoull(facts.at("memory.available")));
  }
}

TEST_CASE("system: recorded files") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const auto facts = gather(slipway::facts::system(), shell,
                              {{"/proc/meminfo", "MemTotal:       65536000 kB\nMemFree: 1 kB\nMemAvailable:    1000 kB\n"},
                               {"/proc/stat", "cpu  1 2 3\ncpu0 1 2\ncpu1 1 2\ncpu17 1 2\nintr 5\n"}});
    CHECK(facts.at("memory.total") == "67108864000");
    CHECK(facts.at("memory.available") == "1024000");
    CHECK(facts.at("cpu.count") == "3");
  }
}
