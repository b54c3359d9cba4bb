#include <slipway/front/plan_file.hpp>

#include <slipway/core/sha256.hpp>
#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "shells.hpp"

namespace sw = slipway;
using namespace slipway::front;
using slipway::plan::verdict;

namespace {

constexpr auto write_it = sw::op<"Write it">(sw::files::file("/srv/it").content("it"));
struct here : sw::machine<"here"> {
  static constexpr auto operations =
      sw::role(write_it, sw::op<"Reload">(sw::systemd::reload("it"), sw::when(sw::changed(write_it))));
};
struct site : sw::layout<"site", here> {};

/// The plan of a host whose file is in this state.
std::string written(const std::string& file, const std::string& before, pruning orphans = pruning::no) {
  const auto& described = sw::program_of<site>.deployables[0];
  const std::map<std::string, std::string> facts;
  const slipway::plan::source_table sources;
  const slipway::plan::host_scope scope(described.data, sources, &facts);
  slipway::plan::answer found;
  found.states = {before, ""};
  const auto plan = make_host_plan(described, found, scope);
  const planned_host all[]{{&plan, review_of(plan, scope)}};
  write_plan_file(file, "site", orphans, all);
  return shells::read_file(file);
}

std::string problem(const std::string& file, std::string_view text) {
  shells::write_file(file, text);
  try {
    (void)read_plan_file(file, "site");
  } catch (const std::exception& e) {
    const std::string words = e.what(), where = "the plan '" + file + "': ";
    CHECK(words.starts_with(where));
    return words.substr(std::min(where.size(), words.size()));
  }
  return "none";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.rfind(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

constexpr auto damaged = "it is damaged, or no plan; make it again with plan --out";

}  // namespace

TEST_CASE("plan file: what was written is read") {
  const shells::scratch folder;
  const auto file = folder / "plan";
  const auto text = written(file, "other\x80\xff, \xe2\x82\xac");
  const auto read = read_plan_file(file, "site");
  CHECK_FALSE(read.prune);
  REQUIRE(read.hosts.size() == 1);
  const auto& host = read.hosts.at("Machine:here");
  CHECK(host.around.size() == 64);
  CHECK_FALSE(host.open);
  REQUIRE(host.steps.size() == 2);
  CHECK(host.steps[0].operation == "Write it");
  CHECK(host.steps[0].what == verdict::change);
  CHECK(host.steps[0].desired == "file sha256=" + slipway::sha256("it"));
  CHECK(host.steps[0].does.size() == 64);
  CHECK(host.steps[1].what == verdict::change);
  // what it was written of is no other than what it says
  (void)written(file, "other\x80\xff, \xe2\x82\xac", pruning::yes);
  const auto again = read_plan_file(file, "site");
  CHECK(again.prune);
  CHECK(differences(host, again.hosts.at("Machine:here")).empty());
  CHECK(text.find("\"before\":") != std::string::npos);
}

TEST_CASE("plan file: one of another layout or version, or that is damaged, is refused with what to do") {
  const shells::scratch folder;
  const auto file = folder / "plan";
  const auto good = written(file, "absent");
  CHECK(problem(file, good) == "none");
  const std::string version = "\"slipway\":\"" SLIPWAY_VERSION "\"";
  CHECK(problem(file, replaced(good, version, "\"slipway\":\"0.0.1\"")) ==
        "it was made with Slipway 0.0.1, and this program has Slipway " SLIPWAY_VERSION "; plan again with this program");
  CHECK(problem(file, replaced(good, version, "\"steps\":2")) ==
        "it was made with an older Slipway, and this program has Slipway " SLIPWAY_VERSION "; plan again with this program");
  CHECK(problem(file, replaced(good, "\"layout\":\"site\"", "\"layout\":\"shop\"")) ==
        "it is of the layout 'shop', and this program's is 'site'; plan again with this program");
  CHECK(problem(file, replaced(good, "\"verdict\":\"change\"", "\"verdict\":\"maybe\"")) == damaged);
  CHECK(problem(file, good + "{}\n") == damaged);
  CHECK(problem(file, "[]\n") == damaged);
  CHECK(problem(file, R"({"machines":{}})"
                      "\n") == damaged);
  for (std::size_t size = 0; size < good.size(); size += 7) {
    INFO(size);
    CHECK(problem(file, good.substr(0, size)) == damaged);
  }
  CHECK_THROWS(read_plan_file(folder / "none", "site"));
  CHECK_THROWS_WITH(write_plan_file("/no/such/folder/plan", "site", pruning::no, {}),
                    "the plan could not be written to '/no/such/folder/plan'");
}
