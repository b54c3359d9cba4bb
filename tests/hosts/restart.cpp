// Hosts that are restarted in the middle of their deployment.
#include <signal.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void prepare(const std::string& host) {
  on(host, "rm -rf /srv/restart /var/lib/slipway/manifests /var/lib/slipway/marks /var/lib/slipway/lock");
}

}  // namespace

TEST_CASE("a host is restarted once, and its deployment goes on in the next boot", "[testbed]") {
  const auto host = second_host();
  prepare(host);
  operator_of me("program_restart");
  me.machine("restarted", host);
  const auto first = me.plan({"restarted"});
  CHECK(verdict(first, "restarted", "Restart") == "change");
  CHECK_THAT(first.out, contains("\"stages\":2"));
  const auto f = me.apply({"restarted"}, 300s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK_THAT(f.err, contains("restarted  connecting again: it restarts"));
  CHECK(outcome(f, "restarted", "Restart") == "changed");
  CHECK(outcome(f, "restarted", "Note the next boot") == "changed");
  CHECK(on(host, "cat /srv/restart/after") == on(host, "cat /proc/sys/kernel/random/boot_id"));
  CHECK(on(host, "cat /srv/restart/after") != on(host, "cat /srv/restart/before"));
  CHECK(on(host, "ls /var/lib/slipway/lock 2>/dev/null || true").empty());
  const auto again = me.plan({"restarted"});
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
}

TEST_CASE("a run whose controller dies while the host restarts is resumed in the next boot", "[testbed]") {
  const auto host = second_host();
  prepare(host);
  operator_of me("program_restart"), other("program_restart");
  me.machine("restarted", host);
  other.machine("restarted", host);
  auto killed = me.start({"apply", "--yes", "restarted"});
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
