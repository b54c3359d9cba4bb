#include <slipway/plan/orders.hpp>

#include <sstream>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "host.hpp"
#include "stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::action, plan_test::host, plan_test::on_each_shell;
using sw::op;

namespace {
inline constexpr auto settings_here = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};
struct machine : sw::machine<"machine"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations =
      sw::role(op<"First">(action{ROOT "/log", "first"}), op<"Second">(action{ROOT "/log", "second"}));
};
struct site : sw::layout<"site", machine> {};
constexpr const sw::deployable& described = sw::program_of<site>.deployables[0];

std::string name(const std::string& id = "r1") { return run_name(described, id); }
std::string folder(const host& h, const std::string& id = "r1") { return h.state() + "/runs/" + name(id); }

std::string own_boot() {
  auto boot = shells::read_file("/proc/sys/kernel/random/boot_id");
  boot.pop_back();
  return boot;
}

std::string start_of(pid_t pid) {
  const auto stat = shells::read_file("/proc/" + std::to_string(pid) + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string start;
  for (int k = 0; k != 20; ++k) fields >> start;
  return start;
}

void write_owner(const std::string& file, const std::string& run, const std::string& boot, pid_t pid, const std::string& start,
                 const std::string& more = {}) {
  shells::write_file(file, run + " " + boot + " " + std::to_string(pid) + " " + start + "\nthem@there\n" + more);
}

void make_run(const host& h, const std::string& id) {
  std::filesystem::create_directories(folder(h, id));
  std::filesystem::permissions(h.state(), std::filesystem::perms(0700));
}
}  // namespace

TEST_CASE("orders: a journal is told from a byte on, and every record comes once") {
  on_each_shell(described, [](host& h) {
    h.apply();
    const auto journal = shells::read_file(folder(h) + "/journal");
    const auto third = journal.find("\n3 ") + 1;
    const auto rest = h.say(follow_script(described, name(), third, "NONCE"));
    CHECK(rest.starts_with("NONCE attached " + name() + "\nNONCE j 3 step 0 changed "));
    CHECK(rest.ends_with("end succeeded .\n"));
    CHECK(h.say(follow_script(described, name(), 0, "NONCE")).find("NONCE j 1 begin ") != std::string::npos);
    const auto all = h.say(resume_script(described, "r1", "NONCE"));
    CHECK(all.starts_with("NONCE about layout site\nNONCE about machine Machine:machine\nNONCE about command apply\n"));
    CHECK(all.find("Second\nNONCE attached " + name() + "\nNONCE j 1 begin ") != std::string::npos);
    CHECK(h.say(resume_script(described, "r9", "NONCE")) == "NONCE none\n");
    CHECK_FALSE(std::filesystem::exists(folder(h, "r9")));
  });
}

TEST_CASE("orders: a run that has not begun when it is asked for never will") {
  on_each_shell(described, [](host& h) {
    const auto run = h.apply([&](const std::string&) {
      CHECK(h.say(follow_script(described, name(), 0, "NONCE")) == "NONCE none\n");
      CHECK(h.say(follow_script(described, name(), 0, "NONCE")) == "NONCE none\n");
    });
    CHECK(run.journal.empty());
    CHECK(run.refused == "somebody has taken it for lost");
    CHECK_FALSE(h.has("log"));
  });
}

TEST_CASE("orders: a run that died, or whose host went down, is lost at once") {
  on_each_shell(described, [](host& h) {
    make_run(h, "r1");
    shells::write_file(folder(h) + "/journal", "1 begin 7 .\n2 start 0 .\n3 step 0 chan");
    write_owner(folder(h) + "/owner", name(), own_boot(), 2147483647, "1");
    const std::string told = "NONCE attached " + name() + "\nNONCE j 1 begin 7 .\nNONCE j 2 start 0 .\n";
    CHECK(h.say(resume_script(described, "r1", "NONCE")) == told + "NONCE lost killed\n");
    write_owner(folder(h) + "/owner", name(), "another-boot", getpid(), start_of(getpid()));
    CHECK(h.say(resume_script(described, "r1", "NONCE")) == told + "NONCE lost rebooted\n");
    // the last attempt counts
    make_run(h, "r1.2");
    shells::write_file(folder(h, "r1.2") + "/journal", "1 begin 7 .\n2 end failed .\n");
    write_owner(folder(h, "r1.2") + "/owner", name("r1.2"), own_boot(), 2147483647, "1");
    CHECK(h.say(resume_script(described, "r1", "NONCE")) ==
          "NONCE attached " + name("r1.2") + "\nNONCE j 1 begin 7 .\nNONCE j 2 end failed .\n");
  });
}

TEST_CASE("orders: what a host remembers") {
  on_each_shell(described, [](host& h) {
    CHECK(h.say(history_script(described, "NONCE")) == "NONCE end\n");
    h.apply();
    make_run(h, "r2");
    shells::write_file(folder(h, "r2") + "/about",
                       "layout site\nmachine Machine:machine\ncommand apply\n0 change a.cpp:1 First\n");
    shells::write_file(folder(h, "r2") + "/journal", "1 begin 7 .\n2 start 0 .\n");
    write_owner(folder(h, "r2") + "/owner", name("r2"), own_boot(), getpid(), start_of(getpid()));
    std::filesystem::create_hard_link(folder(h, "r2") + "/owner", h.state() + "/lock");
    const auto told = h.say(history_script(described, "NONCE"));
    const auto has = [&](const std::string& line) { return told.find("NONCE " + line + "\n") != std::string::npos; };
    INFO(told);
    CHECK((has("run " + name() + " killed me@here") || has("run " + name() + " running me@here")));  // it may still sync
    CHECK(has("counts " + name() + " 2 0 0 0"));
    CHECK(has("last " + name() + " end succeeded"));
    CHECK(has("run " + name("r2") + " running them@there"));
    CHECK(has("lock " + name("r2")));
    CHECK(has("at " + name("r2") + " First"));
    CHECK(has("last " + name("r2") + " begin 7"));
    CHECK(told.ends_with("NONCE end\n"));

    const run_label me{"r3", "me@here", "site", "unlock", 0};
    const auto unlocked = h.say(unlock_script(described, me, "it's in the way", "NONCE"));
    CHECK(unlocked.starts_with("NONCE unlocked running run " + name("r2") + " of them@there, which began "));
    CHECK_FALSE(h.has("state/lock"));
    CHECK(shells::read_file(folder(h, "r2") + "/stop") == "its lock was broken by me@here: it's in the way\n");
    const auto again = h.say(history_script(described, "NONCE"));
    CHECK(again.find("NONCE last " + name("r3") + " unlocked run " + name("r2") + " of them@there") != std::string::npos);
    CHECK(again.find(": it's in the way\n") != std::string::npos);
    CHECK(again.find("NONCE about " + name("r3") + " command unlock\n") != std::string::npos);
    CHECK(h.say(unlock_script(described, me, "why", "NONCE")) == "NONCE free\nNONCE end\n");
  });
}

TEST_CASE("orders: a run waits for the lock as long as it is told, and hears a stop meanwhile") {
  on_each_shell(described, [](host& h) {
    make_run(h, "r0");
    shells::process alive({"sleep", "60"});
    write_owner(h.state() + "/lock", "r0", own_boot(), alive.id(), start_of(alive.id()));
    h.label.lock_timeout = 1;
    const auto late = h.apply();
    REQUIRE(late.journal.size() == 3);
    CHECK(late.journal[1].starts_with("waiting run r0 of them@there, which began "));
    CHECK(late.log.end == run_end::busy);

    h.label.lock_timeout = 60;
    const auto stopped = h.apply([](const std::string& run) {
      std::filesystem::create_directories(run);
      shells::write_file(run + "/stop", "enough\n");
    });
    CHECK(stopped.log.end == run_end::interrupted);
    CHECK(stopped.log.reason == "enough");

    // a host that is to come up again keeps its lock, for a while
    h.label.lock_timeout = 0;
    write_owner(h.state() + "/lock", "r0", "another-boot", 1, "1", "rebooting 1 999999999\n");
    CHECK(h.apply().log.reason == "locked by run r0 of them@there, which waits for this host to come up again");
    write_owner(h.state() + "/lock", "r0", "another-boot", 1, "1", "rebooting 999999999 1\n");
    CHECK(h.apply().log.end == run_end::succeeded);
    // what a crash has left has no owner
    shells::write_file(h.state() + "/lock", "");
    CHECK(h.apply().log.end == run_end::succeeded);
    CHECK_FALSE(h.has("state/lock"));
  });
}

TEST_CASE("orders: old runs are forgotten, but for live ones and the last of each machine") {
  on_each_shell(described, [](host& h) {
    std::filesystem::create_directories(h.state() + "/runs");
    std::filesystem::permissions(h.state(), std::filesystem::perms(0700));
    const auto add = [&](const std::string& run, const std::string& boot, pid_t pid, const std::string& start) {
      std::filesystem::create_directories(h.state() + "/runs/" + run);
      shells::write_file(h.state() + "/runs/" + run + "/journal", "1 begin 7 .\n");
      write_owner(h.state() + "/runs/" + run + "/owner", run, boot, pid, start);
    };
    shells::process alive({"sleep", "60"});
    add("a00-other", "another-boot", 1, "1");
    add("a01-live", own_boot(), alive.id(), start_of(alive.id()));
    add("a02-live", own_boot(), 2147483647, "1");
    for (int i = 10; i != 60; ++i) add("b" + std::to_string(i) + "-key", "another-boot", 1, "1");
    h.apply();
    const auto has = [&](const std::string& run) { return h.has("state/runs/" + run); };
    // 54 are four too many
    for (int polls = 0; polls != 200 && has("b13-key"); ++polls) usleep(20'000);
    CHECK(has("a00-other"));
    CHECK(has("a01-live"));
    CHECK(has("a02-live"));
    CHECK_FALSE(has("b13-key"));
    CHECK(has("b14-key"));
    CHECK(has("b59-key"));
    CHECK(has(name()));
  });
}
