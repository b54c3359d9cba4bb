#include <slipway/plan/graph.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::action, plan_test::package;
using sw::after, sw::changed, sw::op, sw::when;

namespace {

template <class Layout>
std::vector<const sw::deployable*> all_of() {
  std::vector<const sw::deployable*> all;
  for (const auto& d : sw::program_of<Layout>.deployables) all.push_back(&d);
  return all;
}

template <class Layout>
graph graph_of() {
  return make_graph(sw::program_of<Layout>, all_of<Layout>());
}

// "0>1 after, 0>2 may-affect"
std::string in_words(const std::vector<graph_edge>& edges) {
  std::string all;
  for (const auto& e : edges)
    all += (all.empty() ? "" : ", ") + std::to_string(e.from) + ">" + std::to_string(e.to) + " " + std::string(to_text(e.kind));
  return all;
}

std::string notes(const graph_operation& o) {
  std::string all;
  for (const auto& note : notes_of(o)) all += (all.empty() ? "" : "; ") + note;
  return all;
}

constexpr auto install = op<"Install">(package{"nginx", "", "/etc/nginx/**"});
constexpr auto conf = op<"Configure">(sw::files::file("/etc/nginx/site.conf"), after(install));
constexpr auto motd = op<"Greet">(sw::files::file("/etc/motd"));
constexpr auto reload = op<"Reload">(action{"/log"}, after(conf), when(changed(conf) || sw::fact::os.id == "debian"));
inline constexpr auto classic = sw::role(install, conf, motd, reload);
inline constexpr auto greeting = sw::role(motd);

struct two : sw::machine<"two"> {
  static constexpr auto& operations = greeting;
};
struct one : sw::machine<"one", sw::depends_on<two>> {
  static constexpr auto& operations = classic;
};
struct three : sw::machine<"three", sw::depends_on<two, one>> {
  static constexpr auto& operations = classic;
};
struct site : sw::layout<"site", one, two, three> {};

}  // namespace

TEST_CASE("graph: every kind of edge, by the operation that waits") {
  const auto g = graph_of<site>();
  CHECK(g.layout == "site");
  REQUIRE(g.roles.size() == 2);
  CHECK(in_words(g.roles[0].edges) == "0>1 after, 0>1 may-affect, 1>3 after, 1>3 condition");
  CHECK(g.roles[1].edges.empty());
  REQUIRE(g.roles[0].operations.size() == 4);
  CHECK(g.roles[0].operations[1].operation->name == "Configure");
  CHECK(g.roles[0].operations[1].condition.empty());
  CHECK(g.roles[0].operations[3].condition == "changed(\"Configure\") || os.id == \"debian\"");
}

TEST_CASE("graph: machines that share a role share its drawing") {
  const auto g = graph_of<site>();
  REQUIRE(g.machines.size() == 3);
  CHECK(g.machines[0].name == "Machine:one");
  CHECK(g.roles[0].machines == std::vector<std::size_t>{0, 2});
  CHECK(g.roles[1].machines == std::vector<std::size_t>{1});
  CHECK(*g.machines[2].role == 0);
}

TEST_CASE("graph: only what is selected") {
  const auto all = all_of<site>();
  const auto g = make_graph(sw::program_of<site>, std::vector{all[1]});
  REQUIRE(g.machines.size() == 1);
  CHECK(g.machines[0].name == "Machine:two");
  CHECK(g.roles.size() == 1);
  CHECK(make_graph(sw::program_of<site>, {}).roles.empty());
}

TEST_CASE("graph: machines that wait for machines") {
  const auto all = all_of<site>();
  const auto g = make_graph(sw::program_of<site>, all);
  CHECK(g.machines[0].after == std::vector<std::size_t>{1});
  CHECK(g.machines[1].after.empty());
  CHECK(g.machines[2].after == std::vector<std::size_t>{1, 0});
  // one edge between the roles, though two machines wait; none inside a role
  CHECK(role_edges(g) == std::vector<role_edge>{{1, 0}});

  const auto part = make_graph(sw::program_of<site>, std::vector{all[0], all[2]});
  REQUIRE(part.machines.size() == 3);
  CHECK(part.machines[2].name == "Machine:two");
  CHECK_FALSE(part.machines[2].role.has_value());
  CHECK(part.machines[0].after == std::vector<std::size_t>{2});
  CHECK(part.machines[1].after == std::vector<std::size_t>{2, 0});
  CHECK(role_edges(part).empty());
  CHECK(make_graph(sw::program_of<site>, std::vector{all[1]}).machines.size() == 1);
}

namespace {
constexpr auto anything = op<"Anything">(package{"tool", "", "", true});
constexpr auto unclear = op<"Unclear">(sw::server::shell("true").unless("false").affects_nothing_else());
struct wild : sw::machine<"wild"> {
  static constexpr auto operations = sw::role(motd, anything, op<"Greet again">(sw::files::file("/etc/motd.d/x")), unclear,
                                              op<"Last">(package{"other", "", "", true}));
};
struct wild_site : sw::layout<"wild", wild> {};
}  // namespace

TEST_CASE("graph: effects of everything and on everything are notes, not edges") {
  const auto g = graph_of<wild_site>();
  const auto& role = g.roles[0];
  CHECK(role.edges.empty());
  CHECK(notes(role.operations[0]).empty());
  CHECK(notes(role.operations[1]) == "may affect everything after it");
  CHECK(notes(role.operations[2]).empty());
  CHECK(notes(role.operations[3]) == "everything before it may affect it");
  // there is nothing after it
  CHECK(notes(role.operations[4]).empty());
}

namespace {
template <sw::fixed_string Name>
constexpr auto service() {
  return op(sw::named(sw::joined<"Run ", Name>), sw::systemd::service(Name.view()).running());
}
constexpr auto packages = op<"Packages">(sw::apt::packages("nginx").creates("/etc/nginx/**"));
struct few : sw::machine<"few"> {
  static constexpr auto operations = sw::role(service<"z">(), packages, service<"a">(), service<"b">());
};
struct many : sw::machine<"many"> {
  static constexpr auto operations =
      sw::role(packages, service<"a">(), service<"b">(), service<"c">(), service<"d">(), service<"e">(), service<"f">(),
               service<"g">(), op<"Somebody">(sw::server::user("somebody")));
};
struct wide_site : sw::layout<"wide", few, many> {};
}  // namespace

TEST_CASE("graph: effects on a whole space are edges where they are few, else a note, and what is earlier does not wait") {
  const auto g = graph_of<wide_site>();
  CHECK(in_words(g.roles[0].edges) == "1>2 may-affect, 1>3 may-affect");
  CHECK(notes(g.roles[0].operations[1]).empty());
  CHECK(g.roles[1].edges.empty());
  CHECK(notes(g.roles[1].operations[0]) == "may affect every unit and user after it");
}
