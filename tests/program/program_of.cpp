#include <slipway/program/program_of.hpp>

#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr auto folder = op<"folder">(files::directory("/a").absent());
constexpr auto page = op<"page">(files::file("/a/b"), after(folder));
constexpr auto last = op<"last">(files::file("/c"), when(changed(page)));
inline constexpr auto pages = role(folder, page, last);

struct one : machine<"one"> {
  static constexpr auto settings = slipway::settings{.connection = local{}};
  static constexpr auto data = slipway::data(let<"who">("one"));
  static constexpr auto& operations = pages;
};
struct two : machine<"two"> {
  static constexpr auto& operations = pages;
};
struct three : machine<"three"> {
  static constexpr auto operations = role(folder);
};
struct rack : enclave<"rack", two, enclave<"shelf", three>> {
  static constexpr auto data = slipway::data(let<"where">("cellar"));
};
struct site : layout<"site", one, rack> {
  static constexpr auto settings = slipway::settings{.connection = ssh{.user = "deploy"}};
};
struct nobody : layout<"nobody"> {};

constexpr auto& made = program_of<site>;
}  // namespace

static_assert(made.layout == "site" && made.deployables.size() == 3);
static_assert(program_of<nobody>.deployables.empty());
static_assert(stages<one> == 1);

TEST_CASE("program_of: deployables in the order of the layout, with what they inherit") {
  CHECK(made.deployables[0].name == "one");
  CHECK(made.deployables[1].name == "two");
  CHECK(made.deployables[2].name == "three");
  CHECK(made.deployables[2].prefix == "Machine");
  CHECK(made.deployables[0].settings->connection.kind == connection_kind::local);
  CHECK(made.deployables[2].settings->connection.ssh.user == "deploy");
  REQUIRE(made.deployables[2].data.size() == 1);
  CHECK(made.deployables[2].data[0].hole == "where");
}

TEST_CASE("program_of: a role that several machines use is there once") {
  CHECK(made.deployables[0].plan == made.deployables[1].plan);
  CHECK(made.deployables[0].plan != made.deployables[2].plan);
}

TEST_CASE("program_of: rows, claims, edges and effects") {
  const auto& plan = *made.deployables[0].plan;
  REQUIRE(plan.rows.size() == 3);
  REQUIRE(plan.claims_of(plan.rows[1]).size() == 2);
  CHECK(plan.claims_of(plan.rows[1])[1].kind == claim_kind::needs);  // its folder
  REQUIRE(plan.edges().size() == 2);
  CHECK(plan.edges()[0].from == 0);
  CHECK(plan.edges()[0].to == 1);
  CHECK_FALSE(plan.edges()[0].condition);
  CHECK(plan.edges()[1].condition);
  REQUIRE(plan.effects().size() == 1);
  CHECK(plan.effects()[0].from == 0);
  CHECK(plan.effects()[0].to == 1);
}
