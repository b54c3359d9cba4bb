#include <slipway/plan/fact_condition.hpp>

#include <slipway/facts/os.hpp>
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

TEST_CASE("fact_condition: what the host does not know") {
  CHECK(plan::holds((fact::os.id == "debian").tokens[0], {}) == std::nullopt);
}
