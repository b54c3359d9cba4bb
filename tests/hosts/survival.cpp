// A deployment finishes whatever happens to the network, the controller or the host meanwhile.
#include <signal.h>
#include <unistd.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

// past the network, so that it works however the host is
bool eventually(const std::string& host, const std::string& condition, limit within = 20s) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (std::chrono::steady_clock::now() < until) {
    if (status_on(host, condition) == 0) return true;
    usleep(50'000);
  }
  return false;
}

bool has_begun(const std::string& host) { return eventually(host, "grep -q begun /srv/steps/slow"); }

void forget(const std::string& host) { on(host, "rm -rf /srv/steps"); }

// what a file says that each step adds to: nothing twice, nothing left out
std::string trace(const std::string& host) { return on(host, "tr '\\n' ' ' </srv/steps/slow"); }

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string last_line(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

}  // namespace

TEST_CASE("a connection that is lost during a change is made again, and every record comes once", "[testbed]") {
  const auto closed = first_host(), cut = second_host();
  forget(closed);
  forget(cut);
  operator_of me("program_steps");
  me.machine("slow-1", closed);
  me.machine("slow-2", cut);
  auto both = me.start({"apply", "--yes", "--json", "slow-*"});
  REQUIRE(has_begun(closed));
  on(closed, "pkill -KILL -f '[s]shd: deploy' || true");
  REQUIRE(has_begun(cut));
  testbed({"cut", cut});
  const finally heal([&] { restore({"heal", cut}); });
  REQUIRE(both.wrote("slow-2  connecting again", 40s));
  testbed({"heal", cut});
  const auto f = both.wait(120s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  for (const auto* machine : {"slow-1", "slow-2"}) {
    CHECK_THAT(f.err, contains(machine + std::string("  connected again")));
    CHECK(text(result(f, machine), "result") == "succeeded");
    CHECK(times(f.err, machine + std::string("  changed  Take some time")) == 1);
    CHECK(times(f.err, machine + std::string("  changed  Come after it")) == 1);
  }
  CHECK(trace(closed) == "begun ended after ");
  CHECK(trace(cut) == "begun ended after ");
}

TEST_CASE("a killed controller loses nothing: its run is resumed, from there or from elsewhere", "[testbed]") {
  const auto host = first_host(), other_host = second_host();
  forget(host);
  forget(other_host);
  operator_of me("program_steps"), other("program_steps");
  for (auto* o : {&me, &other}) {
    o->machine("slow-1", host);
    o->machine("slow-2", other_host);
  }
  auto killed = me.start({"apply", "--yes", "--json", "slow-*"});
  REQUIRE(has_begun(host));
  REQUIRE(has_begun(other_host));
  const auto early = me.run({"resume", "--yes"});
  CHECK(early.status == 2);
  CHECK_THAT(early.err, contains("still carried out by a process of this machine"));
  killed.signal(SIGKILL);
  const auto run = killed.wait();
  CHECK(run.status == 128 + SIGKILL);

  // without a word from the one that was killed, the host is asked
  const auto id = on(host, "ls /var/lib/slipway/runs | tail -n 1 | sed 's/-[^-]*$//'");
  const auto elsewhere = other.run({"resume", id, "slow-1", "--yes", "--json"});
  INFO(elsewhere.out << elsewhere.err);
  CHECK(elsewhere.status == 0);
  CHECK(times(elsewhere.err, "changed  Take some time") == 1);
  CHECK_THAT(elsewhere.err, contains("run " + id + " succeeded") && contains("nothing to change"));
  CHECK(trace(host) == "begun ended after ");

  const auto resumed = me.run({"resume", "--yes", "--json"});
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.err, contains("slow-2  run " + id + " succeeded"));
  CHECK(trace(host) == "begun ended after ");
  CHECK(trace(other_host) == "begun ended after ");

  const auto nothing = me.run({"resume", "--yes"});
  CHECK(nothing.status == 0);
  CHECK_THAT(nothing.out, contains("nothing is to be resumed"));
  const auto unknown = other.run({"resume", "20200101-000000-abcdef", "slow-1", "--yes"});
  CHECK(unknown.status == 2);
  CHECK_THAT(unknown.out, contains("no selected host knows the run"));
  CHECK(other.run({"resume", "../x", "--yes"}).status == 2);
}

TEST_CASE("a script that was killed midway is resumed where it was, and history tells", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_steps");
  me.machine("slow-1", host);
  auto first = me.start({"apply", "--yes", "--json", "slow-1"});
  REQUIRE(has_begun(host));
  on(host, "systemctl kill -s KILL 'slipway-run-*'");
  const auto cut_short = first.wait();
  INFO(cut_short.out << cut_short.err);
  CHECK(cut_short.status == 4);
  const auto id = text(summary(cut_short), "run");
  CHECK(last_line(cut_short.err) == program("program_steps") + " resume " + id);
  CHECK(summary(cut_short).at("resumable").as_bool());
  const auto resumed = me.run({"resume", id, "--yes", "--json"});
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.err, contains("killed") && contains("during 'Take some time'"));
  CHECK(trace(host) == "begun begun ended after ");

  const auto told = me.run({"history", "--json", "slow-1"});
  INFO(told.out << told.err);
  CHECK(told.status == 0);
  const auto runs = documents(told);
  REQUIRE(runs.size() >= 2);
  const auto &before = runs[runs.size() - 2], &after = runs.back();
  CHECK(text(before, "run") == id);
  CHECK(text(before, "result") == "killed");
  CHECK(text(before, "at") == "Take some time");
  CHECK(number(before, "changed") == 1);
  CHECK(text(after, "command") == "apply");
  CHECK(text(after, "resumes") == id);
  CHECK(text(after, "result") == "succeeded");
  CHECK(number(after, "changed") == 2);
  CHECK_THAT(text(after, "who"), contains("@"));
}

TEST_CASE("a signal lets the running step finish, and the run can be resumed", "[testbed]") {
  const auto host = first_host();
  operator_of me("program_steps");
  me.machine("slow-1", host);
  for (const int number_of_signal : {SIGTERM, SIGHUP}) {
    INFO("signal " << number_of_signal);
    forget(host);
    auto stopped = me.start({"apply", "--yes", "slow-1"});
    REQUIRE(has_begun(host));
    stopped.signal(number_of_signal);
    const auto f = stopped.wait();
    INFO(f.out << f.err);
    CHECK(f.status == 4);
    CHECK(trace(host) == "begun ended ");
    CHECK_THAT(last_line(f.out), contains("program_steps resume "));
    const auto resumed = me.run({"resume", "--yes"});
    INFO(resumed.out << resumed.err);
    CHECK(resumed.status == 0);
    CHECK(trace(host) == "begun ended after ");
  }
}

TEST_CASE("one change at a time on a host: others are told who holds it, wait, or break in with a reason", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_steps"), other("program_steps");
  for (auto* o : {&me, &other}) {
    o->machine("slow-1", host);
    o->machine("steady", host);
  }
  auto first = me.start({"apply", "--yes", "--json", "slow-1"});
  REQUIRE(has_begun(host));
  const auto refused = other.apply({"steady"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(text(result(refused, "steady"), "reason"), contains("locked by run ") && contains("@") && contains(" s ago"));
  const auto waited = other.apply({"steady", "--lock-timeout", "30"});
  INFO(waited.out << waited.err);
  CHECK(waited.status == 0);
  CHECK_THAT(waited.err, contains("steady  waits for run "));
  CHECK(first.wait().status == 0);

  CHECK(me.run({"unlock", "slow-1"}).status == 2);
  CHECK(me.run({"unlock", "--reason", "no pattern"}).status == 2);
  const auto free = me.run({"unlock", "slow-1", "--reason", "it is in the way", "--json"});
  CHECK(free.status == 0);
  CHECK(text(documents(free).front(), "result") == "free");
  on(host, "rm /srv/steps/slow");
  auto broken = me.start({"apply", "--yes", "--json", "slow-1"});
  REQUIRE(has_begun(host));
  const auto unlocked = other.run({"unlock", "slow-1", "--reason", "it is in the way", "--json"});
  INFO(unlocked.out << unlocked.err);
  CHECK(unlocked.status == 0);
  CHECK(text(documents(unlocked).front(), "result") == "unlocked");
  const auto stopped = broken.wait();
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 4);
  CHECK_THAT(text(result(stopped, "slow-1"), "reason"), contains("its lock was broken by ") && contains("it is in the way"));
  CHECK(trace(host) == "begun ended ");
  const auto runs = documents(me.run({"history", "slow-1", "--json"}));
  CHECK(text(runs.back(), "command") == "unlock");
  CHECK_THAT(text(runs.back(), "reason"), contains("it is in the way"));
  CHECK(me.run({"resume", "--yes"}).status == 0);
  CHECK(trace(host) == "begun ended after ");
}
