// Hosts that are restarted in the middle of their deployment.
#include <signal.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void prepare(const std::string& host) {
  on(host,
     "rm -rf /srv/restart /var/lib/slipway/manifests /var/lib/slipway/marks /var/lib/slipway/lock; "
     "systemctl disable -q restart-test 2>/dev/null; rm -f /etc/systemd/system/restart-test.service; systemctl reset-failed");
}

}  // namespace

TEST_CASE("a host is restarted once, and its deployment goes on in the next boot", "[testbed]") {
  const auto host = second_host();
  prepare(host);
  const finally clean([&] {
    on(host,
       "cd /etc/systemd/system; systemctl disable -q restart-slow restart-old; rm -f restart-slow.service restart-old.service");
    on(host, "systemctl daemon-reload; systemctl reset-failed");
  });
  // one that has failed before as it does after, and one that is waited for
  on(host, R"sh(cd /etc/systemd/system || exit
unit() { printf '[Service]\nType=oneshot\nExecStart=%s\n[Install]\nWantedBy=multi-user.target\n' "$2" >"$1.service"; }
unit restart-old /bin/false
unit restart-slow '/bin/sleep 4'
systemctl daemon-reload
systemctl enable -q restart-old restart-slow
systemctl start -q restart-old || :)sh");
  operator_of me("program_restart");
  me.machine("slow", host);
  const auto first = me.plan({"slow", "--out", me.file("reviewed")});
  CHECK(verdict(first, "slow", "Restart") == "change");
  CHECK_THAT(first.out, contains("\"stages\":2"));
  // what comes after the restart was reviewed, too
  CHECK_THAT(first.err, !contains("warning"));
  const auto f = me.apply({"slow", "--allow-unhealthy", "--plan", me.file("reviewed")}, 300s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK_THAT(f.err, contains("slow  connecting again: it restarts"));
  CHECK(outcome(f, "slow", "Restart") == "changed");
  CHECK(outcome(f, "slow", "Note the next boot") == "changed");
  CHECK(on(host, "cat /srv/restart/after") == on(host, "cat /proc/sys/kernel/random/boot_id"));
  CHECK(on(host, "cat /srv/restart/after") != on(host, "cat /srv/restart/before"));
  CHECK(on(host, "ls /var/lib/slipway/lock 2>/dev/null || true").empty());
  const auto again = me.plan({"slow"});
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
}

TEST_CASE("a run whose controller dies while the host restarts is resumed in the next boot", "[testbed]") {
  const auto host = second_host();
  prepare(host);
  operator_of me("program_restart"), other("program_restart");
  me.machine("restarted", host);
  other.machine("restarted", host);
  // whoever resumes it keeps to the plan
  CHECK(me.plan({"restarted", "--out", me.file("reviewed")}).status == 0);
  auto killed = me.start({"apply", "--yes", "restarted", "--plan", me.file("reviewed")});
  REQUIRE(killed.wrote("connecting again: it restarts", 120s));
  killed.signal(SIGKILL);
  CHECK(killed.wait().status == 128 + SIGKILL);
  REQUIRE(eventually(host,
                     "test \"$(cat /proc/sys/kernel/random/boot_id)\" != \"$(cat /srv/restart/before)\" && "
                     "test \"$(systemctl is-system-running)\" != stopping"));
  // it is kept for whoever goes on
  const auto early = other.apply({"restarted"}, 300s);
  INFO(early.out << early.err);
  CHECK(early.status == 1);
  CHECK_THAT(text(result(early, "restarted"), "reason"), contains("waits for this host to come up again"));
  const auto f = me.run({"resume", "--yes", "--json"}, 300s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(on(host, "cat /srv/restart/after") == on(host, "cat /proc/sys/kernel/random/boot_id"));
}

TEST_CASE("a host that does not come back in time fails, and its run can be resumed", "[testbed]") {
  const auto host = second_host();
  prepare(host);
  operator_of me("program_restart");
  me.machine("lost", host);
  auto left = me.start({"apply", "--yes", "--json", "lost"});
  REQUIRE(left.wrote("connecting again: it restarts", 120s));
  testbed({"cut", host});
  const finally heal([&] { restore({"heal", host}); });
  const auto f = left.wait(300s);
  INFO(f.out << f.err);
  CHECK(f.status == 4);
  CHECK_THAT(text(result(f, "lost"), "reason"), contains("did not come back within 12 s"));
  testbed({"heal", host});
  REQUIRE(eventually(host, "true"));
  const auto resumed = me.run({"resume", "--yes", "--json"}, 300s);
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK(on(host, "wc -l </srv/restart/after") == "1");
}

TEST_CASE("a host that is not well any more after its restart has failed, whatever is left to be done there", "[testbed]") {
  const std::map<std::string, std::string> hosts{{"ill", first_host()}, {"ill-at-the-end", second_host()}};
  const finally clean([&] {
    for (const auto& [machine, host] : hosts) prepare(host);
  });
  operator_of me("program_restart");
  for (const auto& [machine, host] : hosts) {
    prepare(host);
    me.machine(machine, host);
  }
  const auto f = me.apply({"ill", "ill-at-the-end"}, 300s);
  INFO(f.out << f.err);
  CHECK(f.status == 4);
  for (const auto& [machine, host] : hosts) {
    CHECK(text(result(f, machine), "reason") == "the host is not well after it was restarted");
    CHECK_THAT(f.err, contains(machine + "    | restart-test.service loaded failed failed"));
    for (const auto* done : {"Write a unit", "Enable it", "Write what needs a restart", "Restart"})
      CHECK(outcome(f, machine, done) == "changed");
  }
  CHECK(outcome(f, "ill", "Note the next boot") == "not reached");
  CHECK(status_on(hosts.at("ill"), "test -e /srv/restart/after") == 1);
  // nobody knows any more how it was before
  const auto early = me.run({"resume", "--yes", "--json"}, 300s);
  INFO(early.out << early.err);
  CHECK(early.status == 4);
  CHECK(text(result(early, "ill"), "reason") == "the host is not well, and was left alone");
  for (const auto& [machine, host] : hosts) on(host, "systemctl reset-failed");
  const auto resumed = me.run({"resume", "--yes", "--json"}, 300s);
  INFO(resumed.out << resumed.err);
  CHECK(resumed.status == 0);
  CHECK(on(hosts.at("ill"), "cat /srv/restart/after") == on(hosts.at("ill"), "cat /proc/sys/kernel/random/boot_id"));
  CHECK(is_empty_plan(me.plan({"ill", "ill-at-the-end"})));
}
