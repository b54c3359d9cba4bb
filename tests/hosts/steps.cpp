// Steps that fail, take their time, talk too much; hosts that vanish; operators who change their mind.
#include <signal.h>

#include <boost/json/array.hpp>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

bool has_begun(const std::string& host) { return eventually(host, "grep -q begun /srv/steps/slow", 15s); }

void forget(const std::string& host) { on(host, "rm -rf /srv/steps /run/turns /run/left /run/environment"); }

std::string output_of(const json::object& result) {
  std::string all;
  if (!result.contains("output")) return all;
  for (const auto& line : result.at("output").as_array()) all += std::string(line.as_string()) + "\n";
  return all;
}

}  // namespace

TEST_CASE("a step that fails stops its host, and no other", "[testbed]") {
  forget(first_host());
  forget(second_host());
  operator_of me("program_steps");
  me.machine("failing", first_host());
  me.machine("steady", second_host());
  const auto f = me.apply({"failing", "steady"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(outcome(f, "failing", "Write it") == "changed");
  CHECK(outcome(f, "failing", "Break") == "failed");
  CHECK(outcome(f, "failing", "Never come here") == "not reached");
  const auto failed = result(f, "failing");
  CHECK(text(failed, "result") == "failed");
  CHECK_THAT(text(failed, "reason"), contains("Break"));
  CHECK(number(failed, "changed") == 2);
  CHECK_THAT(output_of(failed), contains("99\n100\nto stderr\n"));
  CHECK(!text(failed, "remedy").empty());
  CHECK(text(result(f, "steady"), "result") == "succeeded");
  CHECK(on(first_host(), "ls /srv/steps") == "before");
  CHECK(on(second_host(), "cat /srv/steps/before") == "written");
  CHECK(number(summary(f), "succeeded") == 1);
  CHECK(number(summary(f), "failed") == 1);
  CHECK_THAT(f.err, contains("failing    | to stderr"));

  SECTION("and no further wave, unless that many may fail") {
    const auto waves = me.apply({"failing", "steady", "--serial", "1"});
    CHECK(waves.status == 1);
    CHECK(text(result(waves, "steady"), "result") == "not reached");
    CHECK(number(summary(waves), "not_reached") == 1);
    const auto enough = me.apply({"failing", "steady", "--serial", "50%", "--max-failures", "2"});
    CHECK(text(result(enough, "steady"), "result") == "succeeded");
  }
}

TEST_CASE("a reload lost to a failure happens in the next run, once", "[testbed]") {
  const auto host = first_host();
  forget(host);
  on(host, "mkdir -p /srv/steps; touch /srv/steps/broken");
  operator_of me("program_steps");
  me.machine("pending", host);
  const auto first = me.apply({"pending"});
  INFO(first.out << first.err);
  CHECK(first.status == 1);
  CHECK(outcome(first, "pending", "Configure") == "changed");
  CHECK(outcome(first, "pending", "Reload") == "not reached");
  CHECK(status_on(host, "test -e /srv/steps/reloads") == 1);

  const auto still = me.apply({"pending"});
  CHECK(still.status == 1);
  CHECK(outcome(still, "pending", "Configure") == "kept");
  CHECK(status_on(host, "test -e /srv/steps/reloads") == 1);

  on(host, "rm /srv/steps/broken");
  const auto plan = me.plan({"pending"});
  CHECK(verdict(plan, "pending", "Configure") == "keep");
  CHECK(verdict(plan, "pending", "Reload") == "change");
  CHECK_THAT(plan.err, contains("pending since run " + text(summary(first), "run")));
  const auto second = me.apply({"pending"});
  INFO(second.out << second.err);
  CHECK(second.status == 0);
  CHECK(all_with(second, "pending", "changed") == "Reload");
  CHECK(on(host, "cat /srv/steps/reloads") == "reloaded");
  CHECK(is_empty_plan(me.plan({"pending"})));
  CHECK(me.apply({"pending"}).status == 0);
  CHECK(on(host, "cat /srv/steps/reloads") == "reloaded");
}

TEST_CASE("a host that disappears midway, while the other goes on", "[testbed]") {
  const auto good = first_host(), lost = second_host();
  forget(good);
  forget(lost);
  operator_of me("program_steps");
  me.machine("slow-1", good);
  me.machine("slow-2", lost);
  auto both = me.start({"apply", "--yes", "--json", "slow-*", "--reconnect-for", "5"});
  REQUIRE(has_begun(lost));
  testbed({"kill", lost});
  const finally again([&] { restore({"start", lost}); });

  SECTION("power failure") {
    // meanwhile, on the other: a second operator, a killed run, a killed sshd
    REQUIRE(has_begun(good));
    operator_of other("program_steps");
    other.machine("slow-1", good);
    const auto second = other.apply({"slow-1"});
    INFO(second.out << second.err);
    CHECK(second.status == 1);
    CHECK_THAT(text(result(second, "slow-1"), "reason"), contains("locked by run ") && contains("root@"));
    CHECK(eventually(good, "grep -q after /srv/steps/slow && ! test -e /var/lib/slipway/lock", 15s));
    CHECK(on(good, "cat /srv/steps/slow") == "begun\nended\nafter");

    on(good, "rm /srv/steps/slow");
    auto killed = other.start({"apply", "--yes", "--json", "slow-1"});
    REQUIRE(has_begun(good));
    on(good, "systemctl kill -s KILL 'slipway-run-*'");
    const auto lost_run = killed.wait(15s);
    INFO(lost_run.out << lost_run.err);
    CHECK(lost_run.status == 4);
    CHECK_THAT(text(result(lost_run, "slow-1"), "reason"), contains("without a word"));

    const auto f = both.wait(90s);
    INFO(f.out << f.err);
    CHECK(f.status == 4);
    CHECK(text(result(f, "slow-1"), "result") == "succeeded");
    CHECK(text(result(f, "slow-2"), "result") == "failed");
    CHECK_THAT(text(result(f, "slow-2"), "reason"), contains("lost while the change was made"));
    CHECK(outcome(f, "slow-2", "Come after it") == "not reached");

    // the lock of a run that died with its host is nobody's
    testbed({"start", lost});
    on(lost, "rm /srv/steps/slow");
    const auto after = me.run({"resume", "--yes", "--json"});
    INFO(after.out << after.err);
    CHECK(after.status == 0);
    CHECK_THAT(after.err, contains("rebooted: the host went down during 'Take some time'"));
    CHECK(number(summary(after), "succeeded") == 1);
    CHECK(on(lost, "cat /srv/steps/slow") == "begun\nended\nafter");
  }
}

TEST_CASE("the first interrupt lets steps finish, the second leaves at once", "[testbed]") {
  forget(first_host());
  forget(second_host());
  operator_of me("program_steps");
  me.machine("slow-1", first_host());
  me.machine("slow-2", second_host());
  auto first = me.start({"apply", "--yes", "--json", "slow-1"});
  auto second = me.start({"apply", "--yes", "slow-2"}, terminal::its_own);
  REQUIRE(has_begun(first_host()));
  first.signal(SIGINT);
  REQUIRE(has_begun(second_host()));
  second.type("\x03");
  REQUIRE(second.wrote("stopping"));
  second.type("\x03");
  const auto left = second.wait(3s);
  INFO(left.out);
  CHECK(left.status == 4);
  const auto last_line = left.out.substr(left.out.rfind('\n', left.out.size() - 2) + 1);
  CHECK_THAT(last_line, contains("/program_steps resume "));
  // there may have been no time to tell the host; either way the words are true
  const bool told = has(left.out, "was told to stop after 'Take some time'");
  CHECK((told || has(left.out, "could not be told to stop yet and goes on by itself after 'Take some time'")));

  const auto f = first.wait(15s);
  INFO(f.out << f.err);
  CHECK(f.status == 4);
  CHECK(outcome(f, "slow-1", "Take some time") == "changed");
  CHECK(outcome(f, "slow-1", "Come after it") == "not reached");
  CHECK(text(result(f, "slow-1"), "result") == "interrupted");
  CHECK(!text(result(f, "slow-1"), "reason").empty());
  CHECK(text(summary(f), "result") == "interrupted");
  CHECK(on(first_host(), "cat /srv/steps/slow") == "begun\nended");
  CHECK(eventually(second_host(), "grep -q ended /srv/steps/slow && ! test -e /var/lib/slipway/lock", 15s));
  CHECK(on(second_host(), "cat /srv/steps/slow") == (told ? "begun\nended" : "begun\nended\nafter"));
}

TEST_CASE("a step may say as much as it likes, and whatever it likes", "[testbed]") {
  const auto host = first_host();
  operator_of me("program_steps");
  me.machine("talkative", host);
  me.machine("hostile", second_host());
  const auto f = me.apply({"talkative", "hostile"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(f.peak_kib < 60 * 1024);
  CHECK(f.seconds < 30);
  CHECK(outcome(f, "talkative", "Say a lot") == "changed");
  CHECK(outcome(f, "talkative", "Say a lot, then fail") == "failed");
  CHECK_THAT(output_of(result(f, "talkative")), contains("the last words"));
  CHECK(f.all().size() < 100'000);
  CHECK(std::stol(on(host, "du -sk /var/lib/slipway | cut -f1")) < 1024);
  CHECK(text(result(f, "hostile"), "result") == "failed");
  CHECK_THAT(output_of(result(f, "hostile")), contains("\\x1b[31mred\\x07") && contains("::error::to the CI"));
  CHECK(!has(f.all(), "\n::error"));
}

TEST_CASE("what a step leaves running ends with it, and its world is the same everywhere", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_steps");
  me.machine("careless", host);
  const auto f = me.apply({"careless"});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(f.seconds < 10);
  CHECK(status_on(host, "kill -0 $(cat /run/left) 2>/dev/null") == 1);
  CHECK_THAT(on(host, "cat /run/environment"), contains("HOME=/root") && contains("LC_ALL=C\n") && contains("USER=root") &&
                                                   !contains("SUDO") && Catch::Matchers::EndsWith("\n/"));
}

TEST_CASE("as many hosts at a time as were asked for", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_steps");
  for (const auto* name : {"turn-1", "turn-2", "turn-3"}) me.machine(name, host);
  const auto turns = [&] { return on(host, "tr '\\n' ' ' </run/turns; rm /run/turns"); };
  CHECK(me.apply({"turn-*", "--parallel", "1"}).status == 0);
  CHECK(turns() == "begin end begin end begin end ");
  CHECK(me.apply({"turn-*"}).status == 0);
  CHECK(turns() == "begin begin begin end end end ");
  CHECK(me.apply({"turn-*", "--serial", "1,2"}).status == 0);
  CHECK(turns() == "begin end begin begin end end ");
}

TEST_CASE("two machines that turn out to be one host are refused before anything is changed", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_steps");
  me.machine("slow-1", host);
  me.machine("slow-2", host);
  for (const auto& f : {me.plan({"slow-*"}), me.apply({"slow-*"}), me.apply({"slow-*", "--serial", "1"})}) {
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK_THAT(text(result(f, "slow-2"), "reason"), contains("Machine:slow-1 and Machine:slow-2 are one machine"));
  }
  // in waves the first is done before the second is known
  CHECK(on(host, "cat /srv/steps/slow") == "begun\nended\nafter");
}

TEST_CASE("options of a step: who runs it and how, failures that are ignored, hanging ones that are ended", "[testbed]") {
  const auto host = first_host();
  forget(host);
  on(host, "userdel -r app 2>/dev/null; rm -rf /srv/app-home");
  operator_of me("program_steps");
  me.machine("optional", host);
  const auto f = me.apply({"optional"});
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(on(host, "cat /srv/app-home/said") == "app\n/srv/app-home\n0077\n/srv/app-home C.UTF-8\nfrom afar");
  CHECK(on(host, "stat -c '%U %a' /srv/app-home/said") == "app 600");
  CHECK(outcome(f, "optional", "Fail in peace") == "failed");
  CHECK(outcome(f, "optional", "Hang") == "failed");
  CHECK_THAT(f.err, contains("note: 'Fail in peace' failed, which is ignored: no luck today"));
  CHECK_THAT(f.err, contains("note: 'Hang': it failed and is tried again in 1 s, at most 1 more times"));
  CHECK_THAT(f.err, contains("not done within 1 s: it was ended"));
  CHECK_THAT(f.err, contains("# only once"));
  CHECK(status_on(host, "pgrep -x sleep -a | grep -q 599") != 0);
  const auto again = me.plan({"optional"});
  CHECK(verdict(again, "optional", "Work as the user") == "keep");
}
