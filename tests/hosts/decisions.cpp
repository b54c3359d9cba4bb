// What is decided while a host is deployed: in stages, each of which sees what the one before has left.
#include <signal.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void prepare(const std::string& host, int count) {
  on(host, "rm -rf /srv/decisions /srv/decisions.hold; echo " + std::to_string(count) + " >/srv/decisions.count");
}

void know(operator_of& me, const std::string& host) { me.machine("decided-1", host); }

std::string files(const std::string& host) { return on(host, "cd /srv/decisions && echo [0-9]"); }

}  // namespace

TEST_CASE("what one stage leaves decides the next one, and a converged host is decided in one", "[testbed]") {
  const auto host = first_host();
  prepare(host, 3);
  operator_of me("program_decisions");
  know(me, host);

  const auto first = me.plan({"decided-1"});
  INFO(first.out << first.err);
  CHECK(verdict(first, "decided-1", "Count") == "change");
  CHECK(verdict(first, "decided-1", "Place them") == "maybe");
  CHECK_THAT(first.err, contains("maybe   Place them  (decided in stage 2)") && contains("maybe   Say it  (decided in stage 3)"));
  CHECK_THAT(first.out, contains("\"stages\":3"));
  CHECK(on(host, "ls -d /srv/decisions 2>/dev/null || true").empty());

  const auto f = me.apply({"decided-1"});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(files(host) == "1 2 3");
  CHECK(on(host, "cat /srv/decisions/said") == "made 3");
  for (const auto* step : {"Make the folder", "Count", "Place them: Place 2", "Tell how many", "Say it: Write it"})
    CHECK(outcome(f, "decided-1", step) == "changed");
  CHECK(outcome(f, "decided-1", "Hold on") == "kept");
  CHECK(number(result(f, "decided-1"), "changed") == 8);

  const auto again = me.plan({"decided-1"});
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
  CHECK(verdict(again, "decided-1", "Place them: Place 3") == "keep");
  CHECK(verdict(again, "decided-1", "Say it") == "skip");
  CHECK_THAT(again.err, !contains("orphan"));
}

TEST_CASE("apply --plan stops before what nobody could review, and goes on with a plan of that", "[testbed]") {
  const auto host = first_host();
  prepare(host, 2);
  operator_of me("program_decisions");
  know(me, host);
  const auto reviewed = me.file("reviewed");
  const auto plan = me.plan({"decided-1", "--out", reviewed});
  CHECK(plan.status == 0);
  CHECK_THAT(plan.err, contains("warning: Machine:decided-1: what 'Place them' adds is decided only once"));
  const auto first = me.apply({"decided-1", "--plan", reviewed});
  INFO(first.out << first.err);
  CHECK(first.status == 1);
  CHECK(text(result(first, "decided-1"), "result") == "interrupted");
  CHECK_THAT(first.err, contains("'Place them: Place 1' is not in the plan: it was decided only now"));
  CHECK(outcome(first, "decided-1", "Count") == "changed");
  CHECK(files(host) == "[0-9]");
  CHECK_THAT(me.plan({"decided-1", "--out", reviewed}).err, contains("what 'Say it' adds is decided only once"));
  const auto second = me.apply({"decided-1", "--plan", reviewed});
  INFO(second.out << second.err);
  CHECK(second.status == 1);
  CHECK(files(host) == "1 2");
  CHECK(status_on(host, "test -e /srv/decisions/said") == 1);
  CHECK_THAT(me.plan({"decided-1", "--out", reviewed}).err, !contains("warning"));
  const auto last = me.apply({"decided-1", "--plan", reviewed});
  INFO(last.out << last.err);
  CHECK(last.status == 0);
  CHECK(on(host, "cat /srv/decisions/said") == "made 2");
}

TEST_CASE("what a decision does not add any more is an orphan, once it is made", "[testbed]") {
  const auto host = first_host();
  prepare(host, 3);
  operator_of me("program_decisions");
  know(me, host);
  REQUIRE(me.apply({"decided-1"}).status == 0);
  on(host, "echo 1 >/srv/decisions/count");
  const auto seen = me.plan({"decided-1"});
  INFO(seen.out << seen.err);
  CHECK_THAT(seen.err, contains("orphan  path:/srv/decisions/2") && contains("orphan  path:/srv/decisions/3") &&
                           !contains("path:/srv/decisions/said"));
  // while it is open what it will add, nothing of it is one
  on(host, "rm /srv/decisions/count");
  const auto open = me.plan({"decided-1"});
  INFO(open.out << open.err);
  CHECK_THAT(open.err, !contains("orphan"));
  on(host, "echo 1 >/srv/decisions/count");
  const auto pruned = me.apply({"decided-1", "--prune"});
  INFO(pruned.out << pruned.err);
  CHECK(pruned.status == 0);
  CHECK(files(host) == "1");
  CHECK(on(host, "cat /srv/decisions/said") == "made 3");
}

TEST_CASE("a decision that cannot be made ends its host's deployment, and says why", "[testbed]") {
  const auto host = first_host();
  prepare(host, 12);
  operator_of me("program_decisions");
  know(me, host);
  const auto f = me.apply({"decided-1"});
  INFO(f.out << f.err);
  CHECK(f.status == 4);
  CHECK(text(result(f, "decided-1"), "reason") == "'Place them' cannot be decided: there are more than 9 of them");
  CHECK(outcome(f, "decided-1", "Count") == "changed");
  CHECK(outcome(f, "decided-1", "Tell how many") == "not reached");
  on(host, "echo 2 >/srv/decisions/count");
  const auto resumed = me.run({"resume", "--yes", "--json"});
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK(files(host) == "1 2");
  CHECK(on(host, "cat /srv/decisions/said") == "made 2");
}

TEST_CASE("a run is resumed in the stage where it was left", "[testbed]") {
  const auto host = first_host();
  for (const int with : {SIGKILL, SIGINT}) {
    INFO("signal " << with);
    prepare(host, 2);
    on(host, "touch /srv/decisions.hold");
    operator_of me("program_decisions");
    know(me, host);
    auto left = me.start({"apply", "--yes", "--json", "decided-1"});
    REQUIRE(eventually(host, "grep -qs begun /srv/decisions/trace"));
    left.signal(with);
    if (with == SIGKILL) CHECK(left.wait(120s).status == 128 + SIGKILL);
    else REQUIRE(left.wrote("stopping", 60s));
    on(host, "rm /srv/decisions.hold");
    if (with == SIGINT) {
      const auto f = left.wait(120s);
      INFO(f.out << f.err);
      CHECK(f.status == 4);
    }
    CHECK(on(host, "ls /srv/decisions/said 2>/dev/null || true").empty());
    const auto resumed = me.run({"resume", "--yes", "--json"});
    INFO(resumed.out << resumed.err);
    CHECK(resumed.status == 0);
    CHECK(files(host) == "1 2");
    CHECK(on(host, "cat /srv/decisions/said") == "made 2");
    CHECK(on(host, "tr '\\n' ' ' </srv/decisions/trace") == "told begun ");
  }
}

TEST_CASE("facts, secrets, a user's command and a decision in one program", "[testbed]") {
  const auto host = first_host();
  on(host,
     "rm -rf /srv/app; userdel app 2>/dev/null; mkdir -p /srv/app/bin; "
     "printf '#!/bin/sh\\nid -un >/srv/app/by; echo 4711 >/srv/app/.migrated\\n' >/srv/app/bin/migrate; chmod 755 "
     "/srv/app/bin/migrate");
  operator_of me("app");
  me.machine("app-1.example.com", host, "root")["port"] = 22;
  me.environment["APP_DB_PASSWORD"] = "it's secret";
  const auto f = me.apply();
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(on(host, "cat /srv/app/public-id") == "4711");
  CHECK(on(host, "cat /srv/app/by") == "app");
  CHECK(on(host, "sed -n 3p /srv/app/app.conf") == "password = it's secret");
  CHECK(on(host, "stat -c '%U:%G %a' /srv/app/app.conf") == "app:app 600");
  CHECK(on(host, "sed -n 1p /srv/app/app.conf") == "host = " + on(host, "hostname"));
  CHECK(!has(f.all(), "it's secret"));
  CHECK(outcome(f, "app-1.example.com", "Announce the id: Publish the id") == "changed");
  const auto again = me.plan();
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
  on(host, "rm -rf /srv/app; userdel app");
}

TEST_CASE("what a decision adds holds secrets of the machine's data, and is done once where it says so", "[testbed]") {
  const auto host = first_host(), other = second_host();
  for (const auto& h : {host, other}) on(h, "rm -f /srv/handed-out*");
  operator_of me("program_decisions");
  me.machine("handing-1", host);
  me.machine("handing-2", other);
  me.machine("careless", host);
  me.environment["HANDING_KEY"] = "4711";
  const auto f = me.apply({"handing-*"});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  for (const auto& h : {host, other}) CHECK(on(h, "cat /srv/handed-out; stat -c %a /srv/handed-out") == "4711\n600");
  // the first that decides counts; the first of all migrates
  const auto log = "sort /srv/handed-out.log 2>/dev/null || true";
  const auto first = on(host, log), second = on(other, log);
  CHECK((first == "counted\nmigrated" ? second.empty() : first == "migrated" && second == "counted"));
  CHECK(!has(f.all(), "4711"));

  const auto refused = me.apply({"careless"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK(text(result(refused, "careless"), "reason") ==
        "what 'Hand it out' adds holds the secret 'other', and secrets are read before any host is contacted");
  me.environment.erase("HANDING_KEY");
  CHECK_THAT(me.apply({"handing-1"}).err, contains("the secret 'key' of Machine:handing-1: there is no variable HANDING_KEY"));
}

TEST_CASE("what one machine's decision sets, those that depend on it use in the same run", "[testbed]") {
  const auto host = first_host(), other = second_host();
  for (const auto& h : {host, other}) on(h, "rm -rf /srv/cluster /var/lib/slipway/manifests");
  operator_of me("cluster");
  me.machine("node-1.example.com", host);
  me.machine("node-2.example.com", other);

  const auto first = me.plan();
  INFO(first.out << first.err);
  CHECK(first.status == 0);
  CHECK_THAT(first.err, contains("maybe   Join the cluster  (waits for 'id' of Machine:node-1.example.com)"));

  const auto alone = me.apply({"node-2*"});
  CHECK(alone.status == 1);
  CHECK(text(result(alone, "node-2.example.com"), "result") == "dependency failed");

  const auto f = me.apply();
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  const auto id = on(host, "cat /srv/cluster/id");
  CHECK(id.size() == 32);
  CHECK(on(host, "cat /srv/cluster/motd") == "cluster " + id);
  CHECK(on(other, "cat /srv/cluster/joined") == id);

  // whoever is deployed already is asked for it
  on(other, "rm /srv/cluster/joined");
  const auto again = me.apply({"node-2*"});
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK(on(other, "cat /srv/cluster/joined") == id);
  CHECK(is_empty_plan(me.plan()));
}

TEST_CASE("a policy asks a fact of its host", "[testbed]") {
  operator_of me("program_decisions");
  know(me, first_host());
  me.machine("decided-2", second_host());
  const auto reason = [&] {
    const auto f = me.run({"list", "--json"});
    INFO(f.out << f.err);
    CHECK(f.status == 0);
    for (const auto& d : documents(f))
      if (text(d, "name") == "Machine:decided-2") return text(d, "reason");
    return std::string("not listed");
  };
  CHECK(reason() == "its policy says no");
  me.machine("decided-2", second_host())["port"] = 1;
  CHECK_THAT(reason(), contains("its policy failed: ") && contains("cannot connect"));
}
