#include <slipway/plan/removal.hpp>

#include <slipway/dsl.hpp>
#include <slipway/plan/record_run.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/resources/catalogue.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using sw::op;

namespace {

constexpr auto folder = op<"Folder">(sw::files::directory("/srv/a"));
struct one : sw::machine<"one"> {
  static constexpr auto operations =
      sw::role(folder, op<"File">(sw::files::file("/srv/a/b").content("x")), op<"Line">(sw::files::line("/etc/hosts", "l")));
};
struct site : sw::layout<"site", one> {};
constexpr const sw::deployable& described = sw::program_of<site>.deployables[0];
const std::map<std::string, std::string> no_facts;
const source_table no_sources;
const host_scope facts({}, no_sources, &no_facts);

std::vector<operation_records> expected() { return records_of(*described.plan, host_scope({}, no_sources, nullptr)); }

record of(held state, const std::string& key, const std::string& operation) {
  return {state, "path", {key}, operation, "undo " + operation, "", "f " + operation, "absent", sw::prior::is_lost};
}

std::string text_of(const host_plan& p) {
  std::string all;
  for (const auto& s : p.steps) {
    all += std::string(to_text(s.what)) + " " + std::string(s.operation->name);
    for (const auto i : s.after) all += " <" + std::string(p.steps[i].operation->name);
    all += s.why.empty() ? "\n" : " (" + s.why + ")\n";
  }
  return all;
}

}  // namespace

TEST_CASE("removal: what was made last goes first, what was adopted, cannot be undone or is held by others stays") {
  auto irreversible = of(held::managed, "path:/gone", "Remove it");
  irreversible.undo.clear();
  irreversible.irreversible = "it is lost";
  const std::vector<record> records{of(held::managed, "path:/1", "First"),  of(held::adopted, "path:/2", "Second"),
                                    of(held::replaced, "path:/3", "Third"), of(held::intended, "path:/4", "Fourth"),
                                    of(held::managed, "path:/5", "Fifth"),  irreversible};
  const std::vector<manifest> others{
      {"site", "Machine:renamed", "abc", "r", "succeeded", {of(held::managed, "path:/5", "Mine")}}};
  const removal r(described, take_back(records, others, sw::resources::catalogue()), removal::then::nothing);
  answer found;
  found.states = {"file", "file", "file", "file", "file", "absent"};
  auto plan = make_host_plan(r.host(), found, facts);
  r.settle(plan);
  CHECK(text_of(plan) ==
        "skip Remove it (cannot be undone: it is lost)\n"
        "skip Fifth (stays: Machine:renamed of the layout 'site' manages it, too)\n"
        "change Fourth (its making was begun and did not end)\n"
        "change Third (what it had replaced does not come back)\n"
        "skip Second (adopted: it was there before, and stays)\n"
        "keep First (is gone already)\n");
  const auto script = change_script(plan, facts, "r1", {"r1", "me", "site"}, nullptr).script;
  CHECK(script.find("apply_2() {\nundo Fourth\n}") != std::string::npos);
  CHECK(script.find("undo Second") == std::string::npos);
  CHECK(script.find("w_2='2 f Fourth'") != std::string::npos);
}

TEST_CASE("removal: a kind that nobody knows is an error, unless it stays") {
  auto strange = of(held::managed, "moon:full", "Howl");
  strange.family = "moons";
  CHECK_THROWS_AS(take_back(std::vector{strange}, {}, sw::resources::catalogue()), manifest_error);
  strange.state = held::adopted;
  CHECK(take_back(std::vector{strange}, {}, sw::resources::catalogue()).size() == 1);
}

TEST_CASE("removal: orphans go before the operations of the program, which see what that does to them") {
  auto package = of(held::managed, "package:old", "Old package");
  package.family = "apt";
  const std::vector<record> orphans{of(held::managed, "path:/srv/a/b#old", "Old line")};
  const removal path_only(described, take_back(orphans, {}, sw::resources::catalogue()), removal::then::operations_of_host);
  answer found;
  found.states = {"present", "directory", "file sha256=0", "present"};
  auto plan = make_host_plan(path_only.host(), found, facts);
  path_only.settle(plan);
  CHECK(text_of(plan) == "change Old line\nkeep Folder\nmaybe File <Old line\nkeep Line\n");

  const removal wide(described, take_back(std::vector{package}, {}, sw::resources::catalogue()),
                     removal::then::operations_of_host);
  found.states = {"installed", "directory", "file sha256=0", "present"};
  plan = make_host_plan(wide.host(), found, facts);
  wide.settle(plan);
  CHECK(text_of(plan) == "change Old package\nmaybe Folder <Old package\nmaybe File <Old package\nmaybe Line <Old package\n");
}

TEST_CASE("removal: what a run records") {
  const std::vector<record> orphans{of(held::managed, "path:/old", "Old"), of(held::adopted, "path:/older", "Older")};
  const removal r(described, take_back(orphans, {}, sw::resources::catalogue()), removal::then::operations_of_host);
  answer found;
  found.states = {"file", "file", "directory", "file size=1", "present"};
  auto plan = make_host_plan(r.host(), found, facts);
  r.settle(plan);
  std::vector<record> taken;
  for (const auto& t : r.all()) taken.push_back(t.what);
  holdings on_host;
  on_host.machine = "abc";
  on_host.own.emplace(manifest{"site", "Machine:one", "abc", "r0", "succeeded", orphans});
  const auto made = make_recording(plan, on_host, expected(), taken, {}, ending_manifest::stays);
  std::string text;
  for (const auto* rows : {&made.taken, &made.kept})
    for (const auto& row : *rows) text += std::to_string(row.row) + row.now + row.if_changed + row.if_kept + " ";
  // an adopted orphan is let go of; the folder and the line were in order, the file is replaced
  CHECK(text == "0... 1m.. 2aaa 3.rr 4aaa ");
  CHECK_FALSE(made.is_current);

  // where all is over only when the last is gone, nothing is let go of before
  const auto destroyed = make_recording(plan, on_host, {}, taken, {}, ending_manifest::goes);
  CHECK(destroyed.taken[0].now == "a");
  CHECK(destroyed.ends);
}

TEST_CASE("removal: what was there before is adopted, replaced or managed, as its kind has it") {
  struct row {
    const char *found, *now, *changed, *kept;
  };
  // a folder of another mode stays; one that is not there is ours
  for (const auto& [found, now, changed, kept] :
       {row{"absent, absent, absent", "...", "mmm", "mmm"}, row{"directory mode=0700, file size=1, other", "...", "arr", "arr"},
        row{"directory, absent, present", "a.a", "ama", "ama"}}) {
    answer from;
    for (const auto part : split(found, ',')) from.states.emplace_back(part.substr(part.starts_with(' ') ? 1 : 0));
    if (from.states[0] == "directory mode=0700") from.states[0] = "other";
    const auto plan = make_host_plan(described, from, facts);
    holdings on_host;
    on_host.machine = "abc";
    const auto made = make_recording(plan, on_host, expected(), {}, {}, ending_manifest::stays);
    std::string was, then, otherwise;
    for (const auto& r : made.kept) was += r.now, then += r.if_changed, otherwise += r.if_kept;
    INFO(found);
    CHECK(was == now);
    CHECK(then == changed);
    CHECK(otherwise == kept);
  }
}

namespace {
struct guarded_one : sw::machine<"guarded"> {
  static constexpr auto operations =
      sw::role(folder, sw::guarded<"sshd">(op<"Write it">(sw::files::file("/etc/ssh/sshd_config.d/x.conf").content("x\n"))));
};
struct guarded_site : sw::layout<"guarded", guarded_one> {};
}  // namespace

TEST_CASE("removal: guards stand behind what goes") {
  const auto& host = sw::program_of<guarded_site>.deployables[0];
  const std::vector<record> records{of(held::managed, "path:/1", "First")};
  const removal r(host, take_back(records, {}, sw::resources::catalogue()), removal::then::operations_of_host);
  const auto& plan = *r.host().plan;
  REQUIRE(plan.guards.size() == 1);
  CHECK(plan.guards[0].first == 2);
  CHECK(plan.guards[0].end == 3);
  CHECK(plan.rows[2].guard == 1);
}
