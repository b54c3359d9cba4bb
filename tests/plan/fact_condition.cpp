#include <slipway/plan/fact_condition.hpp>

#include <slipway/facts/mounts.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/facts/security.hpp>
#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
std::optional<bool> held(const condition<1>& c, const std::string& found) {
  return plan::holds(c.tokens[0], {{std::string(c.tokens[0].fact.name), found}});
}
}  // namespace

TEST_CASE("fact_condition: texts") {
  CHECK(held(fact::os.id == "debian", "debian") == true);
  CHECK(held(fact::os.id == "debian", "alpine") == false);
  CHECK(held(fact::os.id != "debian", "alpine") == true);
  CHECK(held(fact::os.version < "12", "11") == true);
  CHECK(held(fact::os.version >= "12", "11") == false);
}

TEST_CASE("fact_condition: numbers are no texts") {
  CHECK(held(fact::cpu.count > 9, "10") == true);
  CHECK(held(fact::cpu.count > 10, "10") == false);
  CHECK(held(fact::cpu.count >= 10, "10") == true);
  CHECK(held(fact::cpu.count < 10, "9") == true);
  CHECK(held(fact::cpu.count <= 9, "10") == false);
  CHECK(held(fact::memory.total == 8'589'934'592, "8589934592") == true);
  CHECK(held(fact::cpu.count != 4, "4") == false);
}

TEST_CASE("fact_condition: globs, booleans and data") {
  CHECK(held(fact::hostname.matches("web-*"), "web-1") == true);
  CHECK(held(fact::hostname.matches("web-?"), "web-10") == false);
  CHECK(held(fact::reboot_required == true, "true") == true);
  CHECK(held(fact::reboot_required == false, "true") == false);
  const std::array data{let<"workers">(3), let<"who">("us"), let<"debug">(false), let<"host">(fact::hostname)};
  const answers facts{{"hostname", "web-1"}};
  CHECK(plan::holds((data_of<"workers"> > 2).tokens[0], facts, data) == true);
  CHECK(plan::holds((data_of<"who"> == "them").tokens[0], facts, data) == false);
  CHECK(plan::holds((data_of<"debug"> == true).tokens[0], facts, data) == false);
  CHECK(plan::holds((data_of<"host"> == "web-1").tokens[0], facts, data) == true);
  CHECK(plan::holds((data_of<"host"> == "web-1").tokens[0], {}, data) == std::nullopt);
}

TEST_CASE("fact_condition: in words") {
  const answers facts{{"memory.total", "4294967296"},
                      {"os.id", "alpine"},
                      {"hostname", "db-1"},
                      {"uptime", "90000"},
                      {"mounts", "/\ta\tb\tc\t10\t5"}};
  const auto words = [&](const condition<1>& c) { return plan::comparison_words(c.tokens[0], facts); };
  CHECK(words(fact::memory.total > (8ULL << 30)) == "memory.total is 4.0 GiB, not above 8.0 GiB");
  CHECK(words(fact::memory.total > 1) == "memory.total is 4.0 GiB");
  CHECK(words(fact::os.id == "debian") == "os.id is alpine, not debian");
  CHECK(words(fact::os.id != "alpine") == "os.id is alpine");
  CHECK(words(fact::hostname.matches("web-*")) == "hostname is db-1, not like web-*");
  CHECK(words(fact::uptime < 3600) == "uptime is 1 d 1 h, not below 1 h 0 min");
  CHECK(words(fact::mount("/srv").exists == true) == "mount.exists of /srv is false");
  CHECK(words(fact::mount("/").free >= 6) == "mount.free of / is 5 bytes, not at least 6 bytes");
  CHECK(words(fact::cpu.count == 1) == "the host does not know cpu.count");
}

TEST_CASE("fact_condition: what the host does not know") {
  CHECK(plan::holds((fact::os.id == "debian").tokens[0], {}) == std::nullopt);
}
