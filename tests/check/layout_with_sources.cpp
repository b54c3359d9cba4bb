#include <slipway/check/layout_with_sources.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));

struct nodes;
struct db : sw::machine<"db"> {
  static constexpr auto& operations = motd;
};
struct nodes : sw::machines_from<"nodes.json", sw::no_data, sw::depends_on<db>> {
  static constexpr auto& operations = motd;
};
struct printed : sw::machines_from_command<"cat nodes.json", sw::no_data, sw::depends_on<nodes>> {
  static constexpr auto& operations = motd;
};
struct rack : sw::enclave<"rack", printed> {};
struct last : sw::machine<"last", sw::depends_on<rack>> {
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", nodes, last, rack, db> {};
struct without_db : sw::layout<"without db", nodes> {};
struct without_nodes : sw::layout<"without nodes", rack, db> {};

struct ring_of_sources;
struct first : sw::machine<"first", sw::depends_on<ring_of_sources>> {
  static constexpr auto& operations = motd;
};
struct ring_of_sources : sw::machines_from<"ring.json", sw::no_data, sw::depends_on<first>> {
  static constexpr auto& operations = motd;
};
struct ring : sw::layout<"ring", first, ring_of_sources> {};
struct once_more : sw::machines_from<"nodes.json"> {
  static constexpr auto& operations = motd;
};
struct twice : sw::layout<"twice", nodes, once_more, db> {};

constexpr auto& seen = sw::rules::view_with_sources<site>;
static_assert(seen.deployables.size() == 4 && seen.dependencies.size() == 3);
static_assert(seen.deployables[0].name == "last" && seen.deployables[1].name == "db");
static_assert(seen.deployables[2].name == "nodes.json" && seen.deployables[3].prefix == "Source");
static_assert(sw::check<site>);

constexpr bool finds(const sw::rules::findings& f, sw::rules::mistake what, std::string_view a, std::string_view b) {
  return f.count == 1 && f.items[0].what == what && f.items[0].who[0].second == a && f.items[0].who[1].second == b;
}
using sw::rules::mistake, sw::rules::found;
static_assert(finds(found<without_db>, mistake::dependency_outside_layout, "nodes.json", "db"));
static_assert(finds(found<without_nodes>, mistake::dependency_outside_layout, "cat nodes.json", "nodes.json"));
static_assert(finds(found<ring>, mistake::deployable_cycle, "first", "ring.json"));
static_assert(found<twice>.count == 1 && found<twice>.items[0].what == mistake::duplicate_deployable);

constexpr auto& made = sw::program_of<site>;
}  // namespace

TEST_CASE("layout_with_sources: dependencies on what only a run knows") {
  REQUIRE(made.sources.size() == 2);
  CHECK(made.sources[0].dependents.empty());
  CHECK(made.sources[0].needed_sources.empty());
  REQUIRE(made.sources[1].needed_sources.size() == 1);
  CHECK(made.sources[1].needed_sources[0] == 0);
  REQUIRE(made.sources[1].dependents.size() == 1);  // by way of the enclave that holds it
  CHECK(made.sources[1].dependents[0] == 0);
}
