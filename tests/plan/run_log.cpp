#include <slipway/plan/run_log.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using kind = event::kind;

namespace {
struct m : sw::machine<"m"> {
  static constexpr auto operations =
      sw::role(sw::op<"First">(sw::files::file("/a")), sw::op<"Second">(sw::files::file("/b")),
               sw::op<"Third">(sw::files::file("/c")), sw::op<"Fourth">(sw::files::file("/d"), sw::when(sw::fact::os.id == "x")));
};
struct site : sw::layout<"site", m> {};

host_plan make_plan() {
  static const source_table none;
  static const std::map<std::string, std::string> facts{{"os.id", "debian"}};
  const auto& host = sw::program_of<site>.deployables[0];
  answer a;
  a.states = {"absent", "absent", "file", ""};
  a.facts = facts;
  return make_host_plan(host, a, host_scope(host.data, none, &facts));
}

std::string outcomes(const run_log& log) {
  std::string all;
  for (const auto& s : log.steps) all += std::string(all.empty() ? "" : ", ") + std::string(to_text(s.what));
  return all;
}
}  // namespace

TEST_CASE("run_log: a run as it happens") {
  const auto plan = make_plan();
  run_log log(plan);
  CHECK(outcomes(log) == "not reached, not reached, kept, skipped");
  CHECK(log.end == run_end::open);

  CHECK(log.take("1 begin 4711 .").what == kind::nothing);
  const auto started = log.take("2 start 0 .");
  CHECK(started.what == kind::started);
  CHECK(started.step == 0);
  CHECK(log.take("3 step 0 changed 123 .").what == kind::ended);
  CHECK(log.steps[0].seconds == 1.23);
  log.take("4 note 0 /a is a mount point .");
  CHECK(log.notes == std::vector<std::string>{"'First': /a is a mount point"});
  log.take("5 start 1 .");
  log.take("6 output 1 no \x1b[31mspace left .");
  log.take("7 step 1 failed 5 .");
  log.take("8 end failed .");
  CHECK(outcomes(log) == "changed, failed, kept, skipped");
  CHECK(log.end == run_end::failed);
  CHECK(log.reason == "'Second' failed");
  CHECK(log.output == std::vector<std::string>{"no \\x1b[31mspace left"});
  CHECK(log.count(outcome::changed) == 1);
}

TEST_CASE("run_log: torn and foreign lines are ignored") {
  const auto plan = make_plan();
  run_log log(plan);
  for (const char* line : {"", ".", " .", "1 step 0 changed 5", "1 step 0 chan", "x step 0 changed 5 .", "1 step 9 changed 5 .",
                           "1 step 0 exploded 5 .", "1 unknown 0 .", "1 end .", "0 step 0 changed 1 ."})
    log.take(line);
  CHECK(outcomes(log) == "not reached, not reached, kept, skipped");
  CHECK(log.end == run_end::open);
}

TEST_CASE("run_log: how a run ends") {
  const auto plan = make_plan();
  const auto after = [&](std::initializer_list<const char*> lines) {
    run_log log(plan);
    for (const char* line : lines) log.take(line);
    return log;
  };
  CHECK(after({"1 end succeeded ."}).end == run_end::succeeded);
  CHECK(after({"1 end interrupted ."}).end == run_end::interrupted);
  const auto busy = after({"1 end busy run r0 of them@there ."});
  CHECK(busy.end == run_end::busy);
  CHECK(busy.reason == "locked by run r0 of them@there");
  const auto differs = after({"1 differs 0 file .", "2 end differs ."});
  CHECK(differs.end == run_end::differs);
  CHECK(differs.differences == std::vector<std::string>{"'First': planned from absent, now file"});
  const auto wrong = after({"1 step 0 changed 1 .", "2 wrong 0 absent .", "3 wrong 2 absent .", "4 end failed ."});
  CHECK(outcomes(wrong) == "failed, not reached, failed, skipped");
  CHECK(wrong.reason == "'First' is not as desired after the run: found absent, wanted file");
}
