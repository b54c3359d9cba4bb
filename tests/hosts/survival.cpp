// A deployment finishes whatever happens to the network, the controller or the host meanwhile.
#include <signal.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

/// Waits for the step that waits.
void require_begun(process& running, const std::string& host) {
  if (eventually(host, "grep -q begun /srv/survival/trace")) return;
  running.signal(SIGKILL);
  const auto f = running.wait(600s);
  FAIL("the step has not begun on " << host << ":\n" << f.out << f.err);
}

/// The step that waits ends.
void let_go(const std::string& host) { on(host, "touch /srv/survival/go"); }

void forget(const std::string& host) { on(host, "rm -rf /srv/survival"); }

/// Each step adds to it: nothing twice, nothing left out.
std::string trace(const std::string& host) { return on(host, "tr '\\n' ' ' </srv/survival/trace"); }

std::string last_run(const std::string& host) { return on(host, "ls /var/lib/slipway/runs | tail -n 1"); }

bool is_told_to_stop(const std::string& host) {
  return eventually(host, "test -e /var/lib/slipway/runs/" + last_run(host) + "/stop");
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string last_line(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

void know(operator_of& o, const std::string& host, const std::string& other_host) {
  o.machine("held-1", host);
  o.machine("held-2", other_host);
  o.machine("aside", host);
}

}  // namespace

TEST_CASE("a connection that is lost during a change is made again, and every record comes once", "[testbed]") {
  const auto closed = first_host(), cut = second_host();
  forget(closed);
  forget(cut);
  operator_of me("program_survival");
  know(me, closed, cut);
  auto both = me.start({"apply", "--yes", "--json", "held-*"});
  require_begun(both, closed);
  require_begun(both, cut);
  on(closed, "pkill -KILL -f '[s]shd: deploy' || true");
  testbed({"cut", cut});
  const finally heal([&] { restore({"heal", cut}); });
  REQUIRE(both.wrote("held-1  connected again", 60s));
  REQUIRE(both.wrote("held-2  connecting again", 120s));
  testbed({"heal", cut});
  REQUIRE(both.wrote("held-2  connected again", 120s));
  let_go(closed);
  let_go(cut);
  const auto f = both.wait(400s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  for (const auto* machine : {"held-1", "held-2"}) {
    CHECK(text(result(f, machine), "result") == "succeeded");
    for (const auto* step : {"Make the folder", "Hold on", "Come after it"})
      CHECK(times(f.err, machine + std::string("  changed  ") + step) == 1);
  }
  CHECK(trace(closed) == "begun ended after ");
  CHECK(trace(cut) == "begun ended after ");
}

TEST_CASE("a killed controller loses nothing: its run is resumed, from there or from elsewhere", "[testbed]") {
  const auto host = first_host(), other_host = second_host();
  forget(host);
  forget(other_host);
  operator_of me("program_survival"), other("program_survival");
  know(me, host, other_host);
  know(other, host, other_host);
  auto killed = me.start({"apply", "--yes", "--json", "held-*"});
  require_begun(killed, host);
  require_begun(killed, other_host);
  const auto early = me.run({"resume", "--yes"});
  CHECK(early.status == 2);
  CHECK_THAT(early.err, contains("still carried out by a process of this machine"));
  killed.signal(SIGKILL);
  CHECK(killed.wait(300s).status == 128 + SIGKILL);

  // without a word from the one that was killed, the host is asked
  const auto name = last_run(host), id = name.substr(0, name.rfind('-'));
  auto elsewhere = other.start({"resume", id, "held-1", "--yes", "--json"});
  REQUIRE(elsewhere.wrote("changed  Make the folder", 60s));
  let_go(host);
  const auto told = elsewhere.wait(120s);
  INFO(told.out << told.err);
  CHECK(told.status == 0);
  CHECK(times(told.err, "changed  Hold on") == 1);
  CHECK_THAT(told.err, contains("run " + id + " succeeded") && contains("nothing to change"));
  CHECK(trace(host) == "begun ended after ");

  let_go(other_host);
  const auto resumed = me.run({"resume", "--yes", "--json"});
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.err, contains("held-2  run " + id + " succeeded"));
  CHECK(trace(host) == "begun ended after ");
  CHECK(trace(other_host) == "begun ended after ");

  const auto nothing = me.run({"resume", "--yes"});
  CHECK(nothing.status == 0);
  CHECK_THAT(nothing.out, contains("nothing is to be resumed"));
  const auto unknown = other.run({"resume", "20200101-000000-abcdef", "held-1", "--yes"});
  CHECK(unknown.status == 2);
  CHECK_THAT(unknown.out, contains("no selected host knows the run"));
  CHECK(other.run({"resume", "../x", "--yes"}).status == 2);
}

TEST_CASE("a script that was killed midway is resumed where it was, and history tells", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_survival");
  know(me, host, host);
  auto first = me.start({"apply", "--yes", "--json", "held-1"});
  require_begun(first, host);
  on(host, "systemctl kill -s KILL 'slipway-run-*'");
  const auto cut_short = first.wait(120s);
  INFO(cut_short.out << cut_short.err);
  CHECK(cut_short.status == 4);
  const auto id = text(summary(cut_short), "run");
  CHECK(last_line(cut_short.err) == program("program_survival") + " resume " + id);
  CHECK(summary(cut_short).at("resumable").as_bool());
  let_go(host);
  const auto resumed = me.run({"resume", id, "--yes", "--json"});
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.err, contains("killed") && contains("during 'Hold on'"));
  CHECK(trace(host) == "begun begun ended after ");

  const auto told = me.run({"history", "--json", "held-1"});
  INFO(told.out << told.err);
  CHECK(told.status == 0);
  const auto runs = documents(told);
  REQUIRE(runs.size() >= 2);
  const auto &before = runs[runs.size() - 2], &after = runs.back();
  CHECK(text(before, "run") == id);
  CHECK(text(before, "result") == "killed");
  CHECK(text(before, "at") == "Hold on");
  CHECK(number(before, "changed") == 1);
  CHECK(text(after, "command") == "apply");
  CHECK(text(after, "resumes") == id);
  CHECK(text(after, "result") == "succeeded");
  CHECK(number(after, "changed") == 2);
  CHECK_THAT(text(after, "who"), contains("@"));
}

TEST_CASE("a signal lets the running step finish, and the run can be resumed", "[testbed]") {
  const auto host = first_host();
  operator_of me("program_survival");
  know(me, host, host);
  for (const int number_of_signal : {SIGTERM, SIGHUP}) {
    INFO("signal " << number_of_signal);
    forget(host);
    auto stopped = me.start({"apply", "--yes", "held-1"});
    require_begun(stopped, host);
    stopped.signal(number_of_signal);
    REQUIRE(is_told_to_stop(host));
    let_go(host);
    const auto f = stopped.wait(120s);
    INFO(f.out << f.err);
    CHECK(f.status == 4);
    CHECK(trace(host) == "begun ended ");
    CHECK_THAT(last_line(f.out), contains("program_survival resume "));
    const auto resumed = me.run({"resume", "--yes"});
    INFO(resumed.out << resumed.err);
    CHECK(resumed.status == 0);
    CHECK(trace(host) == "begun ended after ");
  }
}

TEST_CASE("one change at a time on a host: others are told who holds it, or wait", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_survival"), other("program_survival");
  know(me, host, host);
  know(other, host, host);
  auto first = me.start({"apply", "--yes", "--json", "held-1"});
  require_begun(first, host);
  const auto refused = other.apply({"aside"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(text(result(refused, "aside"), "reason"), contains("locked by run ") && contains("@") && contains(" s ago"));
  auto waits = other.start({"apply", "--yes", "--json", "aside", "--lock-timeout", "300"});
  REQUIRE(waits.wrote("aside  waits for run ", 60s));
  let_go(host);
  const auto waited = waits.wait(120s);
  INFO(waited.out << waited.err);
  CHECK(waited.status == 0);
  CHECK(on(host, "cat /srv/survival/aside") == "written");
  CHECK(first.wait(120s).status == 0);
}

TEST_CASE("a lock is broken with a reason, which the host keeps, who held it stops, and can go on", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_survival"), other("program_survival");
  know(me, host, host);
  know(other, host, host);
  CHECK(me.run({"unlock", "held-1"}).status == 2);
  CHECK(me.run({"unlock", "--reason", "no pattern"}).status == 2);
  const auto free = me.run({"unlock", "held-1", "--reason", "it is in the way", "--json"});
  CHECK(free.status == 0);
  CHECK(text(documents(free).front(), "result") == "free");

  auto broken = me.start({"apply", "--yes", "--json", "held-1"});
  require_begun(broken, host);
  const auto unlocked = other.run({"unlock", "held-1", "--reason", "it is in the way", "--json"});
  INFO(unlocked.out << unlocked.err);
  CHECK(unlocked.status == 0);
  CHECK(text(documents(unlocked).front(), "result") == "unlocked");
  let_go(host);
  const auto stopped = broken.wait(120s);
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 4);
  CHECK_THAT(text(result(stopped, "held-1"), "reason"), contains("its lock was broken by ") && contains("it is in the way"));
  CHECK(trace(host) == "begun ended ");
  const auto runs = documents(me.run({"history", "held-1", "--json"}));
  CHECK(text(runs.back(), "command") == "unlock");
  CHECK_THAT(text(runs.back(), "reason"), contains("it is in the way"));
  CHECK(me.run({"resume", "--yes"}).status == 0);
  CHECK(trace(host) == "begun ended after ");
}
