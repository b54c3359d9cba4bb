#include <slipway/model/machines_from.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;

namespace {
inline constexpr auto motd =
    sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").from_template("{{zone}} of {{owner}}\n")));
inline constexpr auto plain = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));

struct node {
  BOOST_HANA_DEFINE_STRUCT(node, (std::string_view, zone));
};
struct db : sw::machine<"db"> {
  static constexpr auto& operations = plain;
};
struct nodes : sw::machines_from<"nodes.json", node, sw::depends_on<db>> {
  static constexpr auto& operations = motd;
};
struct printed : sw::machines_from_command<"cat nodes.json", node> {
  static constexpr auto& operations = motd;
};
struct known_to_ssh : sw::machines_from_ssh_config<"~/.ssh/config"> {
  static constexpr auto& operations = plain;
};
struct last : sw::machine<"last", sw::depends_on<nodes, db>> {
  static constexpr auto& operations = plain;
};
struct rack : sw::enclave<"rack", nodes, printed> {
  static constexpr auto data = sw::data(sw::let<"owner">("ops"));
};
struct site : sw::layout<"site", db, rack, known_to_ssh, last> {
  static constexpr auto selections = sw::selections(sw::selection<"edge">(sw::include("tag:edge")));
};
// its machines are checked like others: nothing fills {{owner}} here
struct unfilled : sw::layout<"unfilled", printed> {};
struct bare : sw::machines_from<"bare.json"> {};
struct idle : sw::layout<"idle", bare> {};

constexpr auto& made = sw::program_of<site>;
static_assert(sw::check<site>);
static_assert(sw::rules::found<unfilled>.count == 1 &&
              sw::rules::found<unfilled>.items[0].what == sw::rules::mistake::unfilled_hole);
static_assert(sw::rules::found<idle>.count == 1 && sw::rules::found<idle>.items[0].what == sw::rules::mistake::no_operations);
static_assert(made.deployables.size() == 2 && made.sources.size() == 3);
static_assert(made.sources[0].kind == sw::source_kind::json_file && made.sources[0].where == "nodes.json");
static_assert(made.sources[1].kind == sw::source_kind::command && made.sources[2].kind == sw::source_kind::ssh_config);
static_assert(made.sources[0].dependents.size() == 1 && made.sources[0].dependents[0] == 1 && made.sources[1].dependents.empty());
static_assert(made.sources[0].one.dependencies.size() == 1 && made.sources[0].one.dependencies[0] == 0);
static_assert(made.sources[0].one.plan == made.sources[1].one.plan);
static_assert(made.sources[0].one.from.fills("owner")->name == "rack");
}  // namespace

TEST_CASE("machines_from: what all of its machines have in common") {
  REQUIRE(made.sources[0].one.data.size() == 2);
  CHECK(made.sources[0].one.data[0].hole == "zone");
  CHECK(made.sources[0].one.data[1].text == "ops");
  CHECK(made.sources[2].data->fields.empty());
}
