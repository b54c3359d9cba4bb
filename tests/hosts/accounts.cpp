// Users and groups, and lines and blocks beside them, on a real host.
#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void forget(const std::string& host) {
  on(host,
     "for user in carol app dockers; do userdel -r $user; done 2>/dev/null; for group in dockers appsys app; "
     "do groupdel $group; "
     "done 2>/dev/null; gpasswd -d deploy sudo 2>/dev/null; rm -rf /home/carol; cp -n /etc/hosts /run/hosts; "
     "cat /run/hosts >/etc/hosts");
}

void is_converged(operator_of& me, const std::string& machine) {
  const auto again = me.plan({machine});
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
}

}  // namespace

TEST_CASE("users and groups are made, changed and removed, and a second run changes nothing", "[testbed]") {
  const auto host = first_host();
  forget(host);
  const finally clean([&] { forget(host); });
  operator_of me("program_accounts");
  for (const char* machine : {"made", "changed-a-lot", "gone", "refused"}) me.machine(machine, host);

  const auto entry = [&](const std::string& database, const std::string& name) {
    return on(host, "getent " + database + " " + name + " | cut -d: -f3- || true");
  };
  auto f = me.apply({"made"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  CHECK(after(f, "made", "Let deploy in") == "Make the group");
  CHECK(on(host, "getent passwd app | cut -d: -f5-") == "The \"app\" & $x:/srv/app:/usr/sbin/nologin");
  CHECK(entry("passwd", "carol") == "3456:3456::/home/carol:/bin/bash");
  CHECK(entry("group", "dockers") == "2345:carol,deploy");
  CHECK(on(host, "id -nG carol") == "carol adm dockers");
  CHECK(status_on(host, "test -e /srv/app") == 1);
  CHECK(on(host, "tail -n 5 /etc/hosts") ==
        "10.9.9.9 db\n# BEGIN slipway more\n10.9.9.8 debian\n10.9.9.7 web\n# END slipway more");
  CHECK(on(host,
           "stat -c '%U %a' /etc/hosts /home/carol/.profile; tail -n 1 /home/carol/.profile; cat "
           "/home/carol/seen") == "root 644\ncarol 644\nexport X='\\$HOME'\nroot\nagain");
  CHECK(on(host, "stat -c '%U %a' /etc/cron.d/carols-log; tail -n 1 /etc/cron.d/carols-log") ==
        "root 644\n0 4 * * mon-fri carol date +\\%F >>/home/carol/log");
  is_converged(me, "made");

  f = me.apply({"changed-a-lot"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  CHECK(entry("passwd", "carol") == "3457:3456::/home/carol:/bin/sh");
  CHECK(on(host, "id -nG carol") == "carol");
  CHECK(entry("group", "appsys") == "4567:");
  CHECK(on(host, "id -gn app; id -nG app; getent passwd app | cut -d: -f6") == "appsys\nappsys adm dockers\n/srv/elsewhere");
  CHECK(on(host, "id -gn dockers") == "dockers");
  CHECK(on(host, "cat /etc/hosts") == on(host, "cat /run/hosts"));
  is_converged(me, "changed-a-lot");

  f = me.apply({"gone"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  for (const char* name : {"carol", "app", "dockers"}) CHECK(entry("passwd", name).empty());
  for (const char* name : {"dockers", "appsys"}) CHECK(entry("group", name).empty());
  CHECK(on(host, "id -nG deploy") == "deploy sudo");
  CHECK(status_on(host, "test -d /home/carol") == 0);
  is_converged(me, "gone");

  f = me.apply({"refused"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(has(f.err, "primary group"));
  CHECK(!entry("group", "guest").empty());
}
