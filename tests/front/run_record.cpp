#include <slipway/front/run_record.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "catch.hpp"
#include "shells.hpp"

using namespace slipway::front;

namespace {
run_record sample(const std::string& run, const std::string& layout = "site") {
  request asked;
  asked.what = command::destroy;
  asked.inventory = "/etc/machines.json";
  asked.state = "/srv/site.state.json";
  asked.plan_in = "/srv/reviewed";
  asked.prune = true;
  asked.lock_timeout = 7;
  asked.fleet.parallel = 3;
  asked.fleet.timeout = std::chrono::seconds(90);
  asked.fleet.waves = {{1, false}, {30, true}};
  asked.fleet.max_failures = slipway::fleet::amount{10, true};
  asked.fleet.canaries = {"web-1*"};
  return record_of(asked, run, layout, "me@here", {"Machine:a", "Machine:b"});
}
}  // namespace

TEST_CASE("run_record: what was asked for is in force again when the run is resumed") {
  const shells::scratch folder;
  run_records records(folder / "state/controller");
  auto written = sample("r1");
  written.open = {"Machine:b"};
  records.write(written);
  struct stat is {};
  REQUIRE(stat((folder / "state/controller").c_str(), &is) == 0);
  CHECK((is.st_mode & 0777u) == 0700u);
  REQUIRE(stat((folder / "state/controller/r1.json").c_str(), &is) == 0);
  CHECK((is.st_mode & 0777u) == 0600u);

  const auto read = records.find("r1");
  REQUIRE(read);
  CHECK(read->layout == "site");
  CHECK(read->who == "me@here");
  CHECK(read->deployables == std::vector<std::string>{"Machine:a", "Machine:b"});
  CHECK(read->open == std::vector<std::string>{"Machine:b"});
  request again;
  again.what = command::resume;
  take_over(*read, again);
  CHECK(again.what == command::destroy);
  CHECK(again.inventory == "/etc/machines.json");
  CHECK(again.state == "/srv/site.state.json");
  CHECK(again.plan_in == "/srv/reviewed");
  CHECK(again.prune);
  CHECK(again.lock_timeout == 7);
  CHECK(again.fleet.parallel == 3);
  CHECK(again.fleet.timeout == std::chrono::seconds(90));
  REQUIRE(again.fleet.waves.size() == 2);
  CHECK(again.fleet.waves[1].percent);
  CHECK(again.fleet.max_failures->value == 10);
  CHECK(again.fleet.canaries == std::vector<std::string>{"web-1*"});

  request otherwise;
  otherwise.inventory = "mine.json";
  otherwise.fleet.parallel = 20;
  take_over(*read, otherwise);
  CHECK(otherwise.inventory == "mine.json");
  CHECK(otherwise.fleet.parallel == 20);
}

TEST_CASE("run_record: records of one layout, the oldest first, what is damaged is passed over") {
  const shells::scratch folder;
  run_records records(folder / "controller");
  CHECK(records.of_layout("site").empty());
  records.write(sample("r2"));
  records.write(sample("r1"));
  records.write(sample("r3", "other"));
  shells::write_file(folder / "controller/r4.json", "{");
  shells::write_file(folder / "controller/r5.json", "[]");
  const auto all = records.of_layout("site");
  REQUIRE(all.size() == 2);
  CHECK(all[0].run == "r1");
  CHECK(all[1].run == "r2");
  records.remove("r1");
  CHECK_FALSE(records.find("r1"));
  CHECK_FALSE(records.find("r4"));
}

TEST_CASE("run_record: a run is taken as long as its process lives") {
  const shells::scratch folder;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const auto child = fork();
  if (child == 0) {
    run_records(folder / "controller").write(sample("r1"));
    static_cast<void>(!write(ready[1], "x", 1));
    pause();
    _exit(0);
  }
  char c = 0;
  REQUIRE(read(ready[0], &c, 1) == 1);
  run_records records(folder / "controller");
  CHECK_FALSE(records.take("r1"));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  CHECK(records.take("r1"));
  CHECK(records.take("r9"));  // nobody's
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("run_record: a folder that cannot be written says so") {
  const shells::scratch folder;
  shells::write_file(folder / "file", "");
  run_records records(folder / "file/controller");
  CHECK_THROWS_AS(records.write(sample("r1")), std::runtime_error);
}
