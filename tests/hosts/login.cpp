// Reaching a host: keys, users, sudo, and hosts that do not answer.
#include <boost/json/array.hpp>
#include <fstream>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

// what no file, process list or log of a host may ever show
constexpr auto password = "admin-pw";

// reads every command line and environment on a host as fast as it can, until it is asked what it saw
class spy {
 public:
  explicit spy(std::string host) : host_(std::move(host)) {
    on(host_,
       "rm -f /run/spy /run/spied; touch /run/spy; "
       "setsid sh -c 'while [ -e /run/spy ]; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | "
       "tr \"\\0\" "
       "\"\\n\" | grep -v SPY | sort -u >>/run/spied; done; : SPY' >/dev/null 2>&1 </dev/null &");
  }
  std::string seen() { return on(host_, "rm -f /run/spy; sleep 0.2; sort -u /run/spied"); }

 private:
  std::string host_;
};

}  // namespace

TEST_CASE("each host that cannot be reached says why, and the others go on", "[testbed]") {
  const auto good = first_host(), silent = second_host();
  on(good,
     "printf '#!/bin/sh\\nexec sleep 600\\n' >/usr/local/bin/hang; chmod 755 /usr/local/bin/hang\n"
     "for user in hanging closing; do id $user >/dev/null 2>&1 || useradd -m $user; "
     "install -d -o $user -m 700 /home/$user/.ssh; "
     "install -o $user -m 600 /home/deploy/.ssh/authorized_keys /home/$user/.ssh/; done\n"
     "usermod -s /usr/local/bin/hang hanging; usermod -s /usr/sbin/nologin closing; rm -f /etc/login-*");
  operator_of me("program_login");
  me.machine("fine", good);
  me.machine("other", good);
  me.write("nothing", "");
  const auto other_key = run({"/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", me.file("other")});
  REQUIRE(other_key.status == 0);
  auto other_host = read(me.file("other.pub"));
  me.write("changed", address_of(good) + " " + other_host);
  me.machine("changed-key", good)["known_hosts"] = me.file("changed");
  me.machine("unknown-key", good)["known_hosts"] = me.file("nothing");
  me.write("accepted", "");
  me.machine("accepting", good)["known_hosts"] = me.file("accepted");
  me.machine("wrong-user", good, "nobody-here");
  me.machine("wrong-key", good)["identity"] = me.file("other");
  me.machine("refused", good)["port"] = 9;
  me.machine("silent", silent);
  me.machine("hanging", good, "hanging");
  me.machine("closing", good, "closing");
  me.machine("unreachable", good)["address"] = "10.77.200.200";
  testbed({"cut", silent});
  const finally heal([&] { restore({"heal", silent}); });

  const auto f =
      me.apply({"--timeout", "12", "--exclude", "nameless", "--exclude", "asked*", "--exclude", "ticket", "--exclude", "guest"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(f.seconds < 20);
  for (const auto* name : {"fine", "other", "accepting"}) CHECK(text(result(f, name), "result") == "succeeded");
  CHECK(on(good, "cat /etc/login-fine /etc/login-accepting") == "deployed\ndeployed");
  CHECK(on(good, "ls /etc/login-* | wc -l") == "3");
  const std::map<std::string, std::string> reasons{{"changed-key", "host key has changed"},
                                                   {"unknown-key", "host key is not known"},
                                                   {"wrong-user", "login was refused"},
                                                   {"wrong-key", "login was refused"},
                                                   {"refused", "refused"},
                                                   {"silent", "no answer in time"},
                                                   {"hanging", "12 s"},
                                                   {"closing", "shell ended"},
                                                   {"unreachable", "oute to host"}};
  for (const auto& [name, reason] : reasons) {
    const auto r = result(f, name);
    INFO(name);
    CHECK(text(r, "result") == "failed");
    CHECK_THAT(text(r, "reason"), contains(reason));
    CHECK(!text(r, "remedy").empty());
    CHECK(number(r, "changed") == 0);
  }
  // both keys, so that people can compare them
  CHECK_THAT(text(result(f, "changed-key"), "reason"), contains("SHA256:") && contains(me.file("changed") + ":1"));
  CHECK(has(read(me.file("accepted")), address_of(good)));
  CHECK(read(me.file("nothing")).empty());
  CHECK(number(summary(f), "succeeded") == 3);
  CHECK(number(summary(f), "failed") == 9);
  CHECK(text(summary(f), "result") == "failed");

  // what was accepted once is checked from then on
  const auto again = me.plan({"accepting"});
  CHECK(is_empty_plan(again));
  me.write("accepted", address_of(good) + " " + other_host);
  const auto changed = me.plan({"accepting"});
  CHECK(changed.status == 1);
  CHECK_THAT(text(result(changed, "accepting"), "reason"), contains("host key has changed"));
}

TEST_CASE("a key that is missing or not readable is found before any host is contacted", "[testbed]") {
  operator_of me("program_login");
  me.machine("fine", first_host())["identity"] = me.file("no-such-key");
  const auto missing = me.plan({"fine"});
  CHECK(missing.status == 2);
  CHECK_THAT(missing.err, contains(me.file("no-such-key")) && contains("No such file"));
  me.machine("fine", first_host())["identity"] = me.write("broken-key", "this is no key\n");
  const auto broken = me.plan({"fine"});
  INFO(broken.out << broken.err);
  CHECK(broken.status == 2);
  CHECK_THAT(broken.all(), contains(me.file("broken-key")));
}

TEST_CASE("sudo gets its password once, and nobody else ever sees it", "[testbed]") {
  const auto host = first_host();
  testbed({"reset", host});
  // asked-twice keeps no ticket; ticket holds one that counts everywhere; guest may not use sudo
  on(host,
     "for user in twice ticket; do useradd -m -s /bin/bash -G sudo $user; echo $user:admin-pw | chpasswd; "
     "install -d -o $user -m 700 /home/$user/.ssh; install -o $user -m 600 /home/deploy/.ssh/authorized_keys "
     "/home/$user/.ssh/; done\n"
     "install -d -o guest -m 700 /home/guest/.ssh; install -o guest -m 600 /home/deploy/.ssh/authorized_keys "
     "/home/guest/.ssh/\n"
     "printf 'Defaults:twice timestamp_timeout=0\\nDefaults:ticket timestamp_type=global\\n' "
     ">/etc/sudoers.d/tickets\n"
     "echo admin-pw >/run/typed; su ticket -c 'sudo -S -v </run/typed' 2>/dev/null; rm /run/typed");
  operator_of me("program_login");
  me.machine("fine", host);  // needs none, and is given one
  me.machine("asked", host, "admin");
  me.machine("asked-twice", host, "twice");
  me.machine("ticket", host, "ticket");
  me.machine("guest", host, "guest");
  const words machines{"fine", "asked", "asked-twice", "ticket", "guest"};
  const auto failures_of = [&](const std::string& user) {
    return on(host, "journalctl --no-pager -o cat -t sudo | grep -c 'authentication failure.* user=" + user + "$' || true");
  };

  SECTION("none is known, and there is nobody to ask") {
    const auto f = me.apply(machines);
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK(text(result(f, "fine"), "result") == "succeeded");
    CHECK(text(result(f, "ticket"), "result") == "succeeded");
    for (const auto* name : {"asked", "asked-twice"}) {
      CHECK(text(result(f, name), "reason") == "sudo asks for a password");
      CHECK_THAT(text(result(f, name), "remedy"), contains("SLIPWAY_SUDO_PASSWORD"));
    }
    CHECK(on(host, "ls /etc/login-*") == "/etc/login-fine\n/etc/login-ticket");
    CHECK(on(host, "journalctl --no-pager -o cat -t sudo | grep -c 'authentication failure' || true") == "0");
  }

  SECTION("the right one, then a wrong one") {
    spy all_of_the_host(host);
    me.environment["SLIPWAY_SUDO_PASSWORD"] = password;
    const auto f = me.apply(machines);
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    for (const auto* name : {"fine", "asked", "asked-twice", "ticket"}) CHECK(text(result(f, name), "result") == "succeeded");
    CHECK(text(result(f, "guest"), "result") == "failed");
    CHECK(!has(f.all(), password));
    const auto seen = all_of_the_host.seen();
    CHECK(has(seen, "sudo"));
    CHECK(!has(seen, password));
    CHECK(on(host, "grep -rl " + std::string(password) + " /var/lib/slipway* /run/systemd /tmp /var/log 2>/dev/null || true")
              .empty());
    for (const auto* user : {"admin", "twice", "deploy", "ticket"}) CHECK(failures_of(user) == "0");

    on(host, "rm /etc/login-*; rm -rf /run/sudo/ts/admin");
    me.environment["SLIPWAY_SUDO_PASSWORD"] = "not the password";
    const auto wrong = me.apply(machines);
    INFO(wrong.out << wrong.err);
    CHECK(wrong.status == 1);
    for (const auto* name : {"fine", "ticket"}) CHECK(text(result(wrong, name), "result") == "succeeded");
    for (const auto* name : {"asked", "asked-twice"}) {
      CHECK(text(result(wrong, name), "result") == "failed");
      CHECK_THAT(text(result(wrong, name), "reason"), contains("refused the password"));
    }
    CHECK(on(host, "ls /etc/login-*") == "/etc/login-fine\n/etc/login-ticket");
    CHECK(failures_of("admin") == "1");
    CHECK(failures_of("twice") == "1");
    for (const auto* user : {"deploy", "ticket"}) CHECK(failures_of(user) == "0");
    CHECK(!has(wrong.all(), "not the password"));
  }

  SECTION("typed at the terminal, once for all hosts") {
    auto on_terminal = me.start({"apply", "--yes", "fine", "asked", "asked-twice"}, terminal::its_own);
    REQUIRE(on_terminal.wrote("Password for sudo on the hosts: "));
    on_terminal.type(std::string(password) + "\n");
    const auto f = on_terminal.wait();
    INFO(f.out);
    CHECK(f.status == 0);
    CHECK(!has(f.out, password));
    CHECK(f.out.find("Password") == f.out.rfind("Password"));
    CHECK(on(host, "ls /etc/login-* | wc -l") == "3");
  }
}
