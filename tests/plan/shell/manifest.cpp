#include <slipway/plan/shell.hpp>

#include <slipway/dsl.hpp>
#include <slipway/plan/manifest.hpp>

#include "catch.hpp"
#include "plan/host.hpp"
#include "plan/stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::host, plan_test::on_each_shell;
using sw::op;

namespace {

struct made : sw::machine<"made"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};
  static constexpr auto operations = sw::role(op<"Be there">(sw::files::file(ROOT "/there").content("there\n")),
                                              op<"Replace it">(sw::files::file(ROOT "/replaced").content("new\n")),
                                              op<"Make it">(sw::files::file(ROOT "/a\nb\tc\\d").content("made\n")),
                                              op<"Come last">(sw::files::file(ROOT "/last").content("last\n")));
};
struct made_site : sw::layout<"it's\ta layout", made> {};
constexpr const sw::deployable& described = sw::program_of<made_site>.deployables[0];

struct dying : sw::machine<"made"> {
  static constexpr auto settings = made::settings;
  static constexpr auto operations = sw::role(op<"Make it">(sw::files::file(ROOT "/made").content("made\n")),
                                              op<"Begin it">(plan_test::package{ROOT "/begun", ": >" ROOT "/begun; kill -9 $$"}));
};
struct dying_site : sw::layout<"it's\ta layout", dying> {};

std::string states(const holdings& h) {
  std::string all;
  if (h.own)
    for (const auto& r : h.own->records) all += std::string(to_text(r.state)) + " " + r.operation + "\n";
  return all;
}

void prepare(host& h) {
  h.records = true;
  h.write("there", "there\n");
  h.write("replaced", "old\n");
}

}  // namespace

TEST_CASE("manifest shell: what a run made, replaced or found is recorded, and a converged host answers with one line") {
  on_each_shell(described, [](host& h) {
    prepare(h);
    h.plan();
    CHECK_FALSE(h.holdings().own);
    const auto first = h.apply();
    CHECK(first.log.end == run_end::succeeded);
    CHECK(first.log.reason == "");

    h.records = false;  // ask for all of it
    h.plan();
    CHECK_FALSE(h.answer().manifests.in_step);
    const auto all = h.holdings();
    REQUIRE(all.own);
    CHECK(states(all) == "adopted Be there\nreplaced Replace it\nmanaged Make it\nmanaged Come last\n");
    CHECK(all.own->layout == "it's\ta layout");
    CHECK(all.own->deployable == "Machine:made");
    CHECK(all.own->ended == "succeeded");
    CHECK(all.own->records[2].keys[0].ends_with("a\nb\tc\\d"));

    h.records = true;
    const auto plan = h.plan();
    CHECK(plan.is_empty());
    CHECK(plan.records.is_current);
    REQUIRE(h.answer().manifests.in_step);
    CHECK(h.answer().manifests.in_step->first == "armm");
    CHECK(h.answer().manifests.files.empty());
    CHECK(states(h.holdings()) == states(all));
    CHECK_FALSE(std::filesystem::exists(h.state() + "/manifests/" + manifest_name(described) + ".log"));
  });
}

TEST_CASE("manifest shell: what is changed again stays as it was recorded") {
  on_each_shell(described, [](host& h) {
    prepare(h);
    h.apply();
    h.write("there", "changed\n");
    h.write("last", "changed\n");
    CHECK(h.apply().log.end == run_end::succeeded);
    h.plan();
    REQUIRE(h.answer().manifests.in_step);
    CHECK(h.answer().manifests.in_step->first == "armm");
  });
}

TEST_CASE("manifest shell: a killed run leaves a manifest that says what it began") {
  static constexpr const sw::deployable& killed = sw::program_of<dying_site>.deployables[0];
  on_each_shell(killed, [](host& h) {
    h.records = true;
    h.apply();
    h.plan();
    const auto found = h.holdings();
    REQUIRE(found.own);
    CHECK(found.has_log);
    CHECK(found.own->ended == "open");
    CHECK(states(found) == "managed Make it\nintended Begin it\n");

    // the next run finds both in order, and writes what it knows; a torn line does no harm
    std::ofstream(h.state() + "/manifests/" + manifest_name(killed) + ".log", std::ios::app) << "managed\tpath\tto";
    const auto next = h.apply();
    CHECK(next.log.end == run_end::succeeded);
    h.plan();
    REQUIRE(h.answer().manifests.in_step);
    CHECK(h.answer().manifests.in_step->first == "mm");
  });
}

TEST_CASE("manifest shell: a manifest that somebody else wrote since the plan is planned anew") {
  on_each_shell(described, [](host& h) {
    prepare(h);
    const auto moved = h.apply([&](const std::string&) {
      std::filesystem::create_directories(h.state() + "/manifests");
      shells::write_file(h.state() + "/manifests/" + manifest_name(described), "slipway manifest 1 else\n");
    });
    CHECK(moved.log.end == run_end::differs);
    CHECK_FALSE(h.has("last"));
  });
}

TEST_CASE("manifest shell: every file of a host is sent, with what has no end of its line") {
  on_each_shell(described, [](host& h) {
    std::filesystem::create_directories(h.state() + "/manifests");
    shells::write_file(h.state() + "/manifests/0123", "one\n\ntwo  three\\n");
    shells::write_file(h.state() + "/manifests/4567.log", "");
    shells::write_file(h.state() + "/manifests/89ab.new", "unfinished");
    h.plan();
    const auto& files = h.answer().manifests.files;
    CHECK(files.at("0123") == "one\n\ntwo  three\\n\n");  // a digest tells whether that was its end

    CHECK(files.at("4567.log").empty());
    CHECK_FALSE(h.answer().manifests.machine.empty());
    CHECK(h.answer().manifests.base == h.state());
  });
}
