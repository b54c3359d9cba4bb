#include <slipway/plan/run_history.hpp>

#include "catch.hpp"

using namespace slipway::plan;

namespace {
std::vector<past_run> read(std::initializer_list<const char*> lines) {
  history_reader reader;
  for (const char* line : lines) reader.take(line);
  return reader.runs();
}
}  // namespace

TEST_CASE("run_history: a run that went well") {
  const auto runs =
      read({"run 20261125-223820-9cf675-514ea9 killed root@desk", "lock 20261125-223820-9cf675-514ea9",
            "about 20261125-223820-9cf675-514ea9 layout site", "about 20261125-223820-9cf675-514ea9 machine Machine:m",
            "about 20261125-223820-9cf675-514ea9 command apply", "counts 20261125-223820-9cf675-514ea9 3 2 1 0",
            "last 20261125-223820-9cf675-514ea9 end succeeded"});
  REQUIRE(runs.size() == 1);
  const auto& r = runs[0];
  CHECK(r.id() == "20261125-223820-9cf675");
  CHECK(r.when() == "2026-11-25T22:38:20Z");
  CHECK(r.who == "root@desk");
  CHECK(r.layout == "site");
  CHECK(r.machine == "Machine:m");
  CHECK(r.command == "apply");
  CHECK(r.how == run_end::succeeded);
  CHECK(r.begun);
  CHECK(r.holds_lock);
  CHECK(r.changed == 3);
  CHECK(r.kept == 2);
  CHECK(r.skipped == 1);
  CHECK(r.failed == 0);
}

TEST_CASE("run_history: how runs end") {
  const auto ended = [](const char* life, const char* last) {
    const auto run = "run r-k " + std::string(life) + " me@here";
    history_reader reader;
    reader.take(run);
    if (*last != '\0') reader.take("last r-k " + std::string(last));
    return reader.runs().at(0);
  };
  CHECK(ended("running", "begin 7").how == run_end::open);
  CHECK(ended("killed", "begin 7").how == run_end::killed);
  CHECK(ended("rebooted", "begin 7").how == run_end::rebooted);
  CHECK(ended("killed", "end failed").how == run_end::failed);
  CHECK(ended("killed", "end differs").how == run_end::differs);
  CHECK_FALSE(ended("none", "").begun);
  const auto waiting = ended("running", "waiting run r0-k of them@there, which began 5 s ago");
  CHECK(waiting.reason == "waits for run r0-k of them@there, which began 5 s ago");
  CHECK(waiting.how == run_end::open);
  const auto busy = ended("killed", "end busy run r0-k of them@there");
  CHECK(busy.how == run_end::busy);
  CHECK(busy.reason == "locked by run r0-k of them@there");
  CHECK(ended("killed", "end interrupted its lock was broken by \x1b[1mthem").reason == "its lock was broken by \\x1b[1mthem");
  CHECK(ended("killed", "unlocked run r0-k of them: why not").reason == "broke the lock of run r0-k of them: why not");
}

TEST_CASE("run_history: attempts and ids that say no time") {
  const auto runs = read({"run 20261125-223820-9cf675.2-514ea9 none -", "run r1-k none -"});
  CHECK(runs.at(0).id() == "20261125-223820-9cf675");
  CHECK(runs.at(0).who.empty());
  CHECK(runs.at(1).id() == "r1");
  CHECK(runs.at(1).when().empty());
}
