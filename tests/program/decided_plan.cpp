#include <slipway/program/decided_plan.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
namespace fact = sw::fact;
using namespace sw::literals;
using sw::after, sw::changed, sw::let, sw::op, sw::when;
using lines = std::vector<std::string>;

namespace {

constexpr auto id_file = fact::file("/srv/id").content;
constexpr auto migrate = op<"Migrate">(sw::server::shell("migrate").creates("/srv/id").affects_nothing_else());
constexpr auto reload = op<"Reload">(sw::server::shell("reload").affects_nothing_else());
constexpr auto last = op<"Write the last">(sw::files::file("/srv/last").content("x\n"));

constexpr auto decide = sw::dynamic<"Decide">(sw::reads(id_file, fact::cpu.count, fact::packages), [](sw::dynamic_context& c) {
  const auto id = c[id_file];
  c.add("Publish", sw::files::file("/srv/public").content(c.keep(id + "!")), when(changed(migrate)));
  c.add("Publish", sw::files::file("/srv/public").content(c.keep(id + "!")), when(changed(migrate)));
  if (c.find(fact::cpu.count).value_or(0) > 2) c.add(reload);
  if (!c[fact::packages].empty()) c.add("Copy", sw::files::file("/srv/last.copy").content("x"), after(reload));
});

struct one : sw::machine<"one"> {
  static constexpr auto operations = sw::role(migrate, decide, last);
};
struct site : sw::layout<"site", one> {};
static_assert(sw::check<site>);
static_assert(sw::stages<one> == 2);

const sw::deployable& described() { return sw::program_of<site>.deployables[0]; }

sw::answers known(std::string id, std::string cpus = "4", std::string packages = "nginx\t1\tamd64\n") {
  return {{sw::fact_key(id_file.reference()), std::move(id)}, {"cpu.count", std::move(cpus)}, {"packages", std::move(packages)}};
}

lines names(const sw::deployable& host) {
  lines all;
  for (const auto& r : host.plan->rows) all.emplace_back(r.name);
  return all;
}

/// What the decision of a layout's only machine is refused with.
template <class Layout>
std::string refusal(const sw::answers& found = {}) {
  sw::decided_plan plan(sw::program_of<Layout>.deployables[0]);
  std::size_t at = 0;
  while (plan.host().plan->rows[at].decides == nullptr) ++at;
  try {
    plan.decide(at, found);
  } catch (const sw::decision_error& e) {
    return e.what();
  }
  return "none";
}

#define DECIDES(name, ...)                                                                                                     \
  struct name##_machine : sw::machine<"one"> {                                                                                 \
    static constexpr auto operations =                                                                                         \
        sw::role(migrate, sw::dynamic<"Decide">(sw::reads(fact::os.id), []([[maybe_unused]] auto& c) { __VA_ARGS__; }), last); \
  };                                                                                                                           \
  struct name : sw::layout<"site", name##_machine> {}

DECIDES(conflicts, c.add("Write it otherwise", sw::files::file("/srv/last").content("y")));
DECIDES(is_relative, c.add("Write it", sw::files::file(c.keep("srv/x"))));
DECIDES(waits_for_nobody, c.add("Write it", sw::files::file("/srv/x").content("x"), after(reload)));
DECIDES(leaves_a_hole, c.add("Write it", sw::files::file("/srv/x").from_template("{{port}}")));
DECIDES(locks_out, c.add("Write it", sw::files::file("/etc/ssh/sshd_config").content("x")));
DECIDES(asks_for_more, (void)c[fact::os.version]);
DECIDES(needs_the_fact, (void)c[fact::os.id]);
DECIDES(sets_what_it_does_not_name, c.set(sw::exports<"id">, "7"));
DECIDES(throws, throw std::runtime_error("out of numbers"));
DECIDES(adds_nothing, );

constexpr auto conf = op<"Write sshd's">(sw::files::file("/etc/ssh/sshd_config.d/x.conf").content("UseDNS no\n"));
struct guarded_machine : sw::machine<"one"> {
  static constexpr auto operations = sw::role(
      sw::dynamic<"First">(sw::reads(), [](sw::dynamic_context& c) { c.add("A", sw::files::file("/srv/a").content("x")); }),
      sw::dynamic<"Second">(sw::reads(), [](sw::dynamic_context& c) { c.add("B", sw::files::file("/srv/b").content("x")); }),
      sw::guarded<"sshd">(sw::role(conf)));
};
struct layout : sw::layout<"site", guarded_machine> {};
}  // namespace

TEST_CASE("decided_plan: operations stand behind the decision, under its name, each once") {
  sw::decided_plan plan(described());
  CHECK(names(plan.host()) == lines{"Migrate", "Decide", "Write the last"});
  plan.decide(1, known("7"));
  CHECK(names(plan.host()) == lines{"Migrate", "Decide", "Decide: Publish", "Decide: Reload", "Decide: Copy", "Write the last"});
  const auto& rows = plan.host().plan->rows;
  CHECK(rows[1].is_decided);
  CHECK_FALSE(rows[1].affects_everything);
  CHECK(std::string(rows[2].file).ends_with("decided_plan.cpp"));
  CHECK(rows[2].line != 0);
  CHECK(plan.host().plan->claims_of(rows[2])[0].subject == "/srv/public");
  CHECK(plan.host().plan->claims_of(rows[5])[0].subject == "/srv/last");
}

TEST_CASE("decided_plan: it is connected with what the program describes") {
  sw::decided_plan plan(described());
  plan.decide(1, known("7"));
  const auto& edges = plan.host().plan->edges();
  REQUIRE(edges.size() == 2);
  CHECK((edges[0].from == 0 && edges[0].to == 2 && edges[0].condition));
  CHECK((edges[1].from == 3 && edges[1].to == 4 && !edges[1].condition));
}

TEST_CASE("decided_plan: what the host answered decides") {
  sw::decided_plan plan(described());
  plan.decide(1, known("7", "2", ""));
  CHECK(names(plan.host()) == lines{"Migrate", "Decide", "Decide: Publish", "Write the last"});
}

TEST_CASE("decided_plan: the rules of the compiler hold, in its words") {
  CHECK(refusal<conflicts>() == "'Decide' cannot be decided: conflicting_operations: 'Decide: Write it otherwise' (line " +
                                    std::to_string(sw::rows<conflicts_machine>[1].line) + "), 'Write the last' (line " +
                                    std::to_string(last.name.line) + "), 'path:/srv/last'; drop one of them, or make them agree");
  CHECK(refusal<is_relative>() == "'Decide' cannot be decided: path_must_be_absolute: 'srv/x'");
  CHECK(refusal<waits_for_nobody>().find("missing_dependency: 'Decide: Write it'") != std::string::npos);
  CHECK(refusal<leaves_a_hole>().find("unfilled_hole: 'Decide: Write it'") != std::string::npos);
  CHECK(refusal<locks_out>().find("unguarded_lockout_risk: 'Decide: Write it'") != std::string::npos);
}

TEST_CASE("decided_plan: a decision that breaks a rule leaves everything as it was") {
  sw::decided_plan plan(sw::program_of<conflicts>.deployables[0]);
  CHECK_THROWS_AS(plan.decide(1, {}), sw::decision_error);
  CHECK(names(plan.host()) == lines{"Migrate", "Decide", "Write the last"});
  CHECK_FALSE(plan.host().plan->rows[1].is_decided);
}

TEST_CASE("decided_plan: why a decision cannot be made") {
  CHECK(refusal<asks_for_more>() ==
        "'Decide' cannot be decided: it asks for the fact os.version, which it does not name in reads(...): add it there");
  CHECK(refusal<needs_the_fact>() == "'Decide' cannot be decided: the host does not know the fact os.id");
  CHECK(refusal<sets_what_it_does_not_name>() ==
        "'Decide' cannot be decided: it sets 'id', which it does not name with exports<\"id\">: add it to its options");
  CHECK(refusal<throws>() == "'Decide' cannot be decided: out of numbers");
  CHECK(refusal<adds_nothing>() == "none");
}

TEST_CASE("decided_plan: one decision after the other, and guards behind them") {
  static_assert(sw::check<layout>);
  static_assert(sw::stages<guarded_machine> == 2);
  sw::decided_plan plan(sw::program_of<layout>.deployables[0]);
  plan.decide(0, {});
  CHECK(names(plan.host()) == lines{"First", "First: A", "Second", "Write sshd's"});
  CHECK(plan.host().plan->guards[0].first == 3);
  plan.decide(2, {});
  CHECK(names(plan.host()) == lines{"First", "First: A", "Second", "Second: B", "Write sshd's"});
  CHECK(plan.host().plan->guards[0].first == 4);
  CHECK(plan.host().plan->guards[0].end == 5);
}

namespace {
constexpr auto set = sw::dynamic<"Set">(
    sw::reads(sw::from<sw::this_machine>("earlier")),
    [](sw::dynamic_context& c) {
      c.set(sw::exports<"name">, c.find(sw::from<sw::this_machine>("earlier")).value_or("first"));
      c.set(sw::exports<"port", std::int64_t>, 8080);
      c.set(sw::exports<"ready", bool>, true);
    },
    sw::exports<"name">, sw::exports<"port", std::int64_t>, sw::exports<"ready", bool>);
struct exporter : sw::machine<"exporter"> {
  static constexpr auto operations = sw::role(set);
};
struct exporters : sw::layout<"site", exporter> {};
constexpr auto port = sw::from<exporter, std::int64_t>("port");
constexpr auto use =
    op<"Use it">(sw::files::file("/srv/port").content("x"), when(port > 80 && sw::from<exporter, bool>("ready")));
}  // namespace

TEST_CASE("decided_plan: what a decision sets, others read like a fact") {
  sw::decided_plan plan(sw::program_of<exporters>.deployables[0]);
  plan.decide(0, {});
  CHECK(plan.exported() == std::map<std::string, std::string>{{"name", "first"}, {"port", "8080"}, {"ready", "true"}});
  const sw::answers known{{sw::export_key("Machine:exporter", "port"), "8080"}};
  CHECK(sw::value_of(port, known) == 8080);
  CHECK(sw::fact_title(port.reference()) == "'port' of Machine:exporter");
  CHECK(sw::value_of(sw::from<exporter>("name"), known) == std::nullopt);
  CHECK(use.condition.size() == 3);
}
