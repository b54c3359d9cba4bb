// Packages and services that misbehave.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "hosts/harness.hpp"

using namespace hosts_test;

TEST_CASE("dpkg in trouble", "[testbed]") {
  const auto host = first_host();
  testbed({"reset", host});
  operator_of me("program_packages");
  for (const auto* name : {"tools", "broken", "upgraded"}) me.machine(name, host);

  {  // its lock is held: waited for
    on(host,
       "setsid apt-get -qq install tb-slow >/dev/null 2>&1 </dev/null & until pgrep -f '[t]b-slow.postinst' "
       ">/dev/null; do sleep 0.05; done");
    const auto f = me.apply({"tools"});
    INFO(f.out << f.err);
    CHECK(f.status == 0);
    CHECK(f.seconds > 2);
    CHECK(on(host, "dpkg-query -W -f '${db:Status-Status} ' tree tb-slow") == "installed installed ");
    CHECK(is_empty_plan(me.plan({"tools"})));
  }

  {  // it was killed: what is half installed is put right first
    on(host,
       "apt-get -qq purge tb-slow tree >/dev/null 2>&1; "
       "setsid apt-get -qq install tb-slow >/dev/null 2>&1 </dev/null & until pgrep -f '[t]b-slow.postinst' "
       ">/dev/null; do sleep 0.05; done; "
       "pkill -KILL apt-get; pkill -KILL dpkg; pkill -KILL -f '[t]b-slow.postinst'; true");
    CHECK(on(host, "dpkg-query -W -f '${db:Status-Status}' tb-slow") == "half-configured");
    const auto f = me.apply({"tools"});
    INFO(f.out << f.err);
    CHECK(f.status == 0);
    CHECK(on(host, "dpkg-query -W -f '${db:Status-Status} ' tree tb-slow") == "installed installed ");
  }

  {  // a package that never configures fails with its own words, and leaves the next step alone
    const auto f = me.apply({"broken"});
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK(outcome(f, "broken", "Install what never configures") == "failed");
    CHECK(outcome(f, "broken", "Say so") == "not reached");
    CHECK_THAT(json::serialize(result(f, "broken")), contains("this package never configures"));
    const auto again = me.plan({"broken"});
    CHECK(verdict(again, "broken", "Install what never configures") == "change");
    on(host, "dpkg --purge tb-fail");
    CHECK(me.apply({"tools"}).status == 0);
  }

  {  // an upgrade asks nothing about a configuration file that was changed by hand, and keeps it
    on(host,
       "apt-get -qq install tb-svc=1.0 tb-hello=1.0 >/dev/null 2>&1; echo 'greeting=by hand' "
       ">/etc/tb-svc.conf");
    const auto f = me.apply({"upgraded"});
    INFO(f.out << f.err);
    CHECK(f.status == 0);
    CHECK(on(host, "dpkg-query -W -f '${Version}' tb-svc; cat /etc/tb-svc.conf") == "2.0greeting=by hand");
    CHECK(is_empty_plan(me.plan({"upgraded"})));
  }
}

TEST_CASE("a service that dies half a second after its start has failed", "[testbed]") {
  const auto host = first_host();
  operator_of me("program_packages");
  me.machine("dying", host);
  const auto f = me.apply({"dying"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(outcome(f, "dying", "Unit") == "changed");
  CHECK(outcome(f, "dying", "Run it") == "failed");
  CHECK_THAT(text(result(f, "dying"), "reason"), contains("not as desired after the run"));
  on(host, "rm /etc/systemd/system/dying.service; systemctl daemon-reload");
}
