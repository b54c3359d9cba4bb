#include <slipway/plan/run_about.hpp>

#include <sstream>

#include <slipway/dsl.hpp>
#include <slipway/plan/run_log.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;

namespace {
struct m : sw::machine<"m"> {
  static constexpr auto operations =
      sw::role(sw::op<"First">(sw::files::file("/a")), sw::op<"Second one">(sw::files::file("/b")));
};
struct site : sw::layout<"a site", m> {};
}  // namespace

TEST_CASE("run_about: what a run leaves on its host tells what its journal speaks of") {
  static const source_table none;
  const auto& host = sw::program_of<site>.deployables[0];
  answer a;
  a.states = {"absent", "file"};
  const auto plan = make_host_plan(host, a, host_scope(host.data, none, &a.facts));
  const auto text = to_lines(about_of(plan, {"r1", "me@here", "a site", "apply", 0, "r0"}));
  CHECK(text.starts_with("layout a site\nmachine Machine:m\ncommand apply\nresumes r0\n0 change run_about.cpp:"));
  run_about about;
  std::istringstream lines(text + "\nstages 3\n7 change x.cpp:1 Out of order");
  for (std::string line; std::getline(lines, line);) about.take(line);
  CHECK(about.layout == "a site");
  CHECK(about.machine == "Machine:m");
  CHECK(about.command == "apply");
  CHECK(about.resumes == "r0");
  REQUIRE(about.steps.size() == 2);
  CHECK(about.steps[1].name == "Second one");
  CHECK(about.steps[1].predicted == verdict::keep);

  run_log log(about);
  log.take("1 begin 7 .");
  log.take("2 start 0 .");
  log.take_loss("rebooted");
  CHECK(log.begun);
  CHECK(log.bytes == 24);
  CHECK(log.end == run_end::rebooted);
  CHECK(log.reason == "the host went down during 'First'");
  CHECK(log.count(outcome::kept) == 1);
}
