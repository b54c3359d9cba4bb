// Guards on hosts: whatever locks the operator out is put back by the host itself.
#include <signal.h>
#include <unistd.h>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

/// However often tests have done so within ten seconds.
constexpr std::string_view restart_ssh = "systemctl reset-failed ssh; systemctl restart ssh";

/// What is the same before and after: files, modes, units, addresses, routes and rules, accounts, packages, and nothing of ours.
constexpr std::string_view look = R"sh(
cd /srv/guards && ls -lR --time-style=+ . | grep -v ' log$\|^total'; cat page list archive/deep/paper
ls -l --time-style=+ /etc/ssh/sshd_config.d /etc/sudoers.d; cat /etc/passwd; dpkg-query -W tb-slow
systemctl show -p ActiveState,UnitFileState ssh
ip -o link; ip -o address; ip -o route show table all; ip rule
if command -v nft >/dev/null; then nft -s list ruleset; fi
ls -A /etc/systemd/system /etc/systemd/system/sysinit.target.wants
systemctl list-timers --all | grep slipway; systemctl list-units --all | grep slipway
ls /var/lib/slipway/lock /var/lib/slipway/runs/*/kept.* /var/lib/slipway/runs/*/guard.* 2>/dev/null
exit 0
)sh";

std::string state_of(const std::string& host) { return on(host, "exec 2>/dev/null\n" + std::string(look)); }

void prepare(const std::string& host) {
  on(host, "exec >/dev/null 2>&1; rm -rf /srv/guards /etc/ssh/sshd_config.d/00-guards.conf; " + std::string(restart_ssh) +
               "; ip rule del pref 77; "
               "mkdir -p /srv/guards/archive/deep && cd /srv/guards && echo old >page && chmod 640 page && chown deploy page && "
               "ln -s page link && echo old >archive/deep/paper && printf 'one\\ntwo\\n' >list && dpkg --purge tb-slow; exit 0");
}

/// The image has no nft; this machine, which makes the hosts' network, does.
void bring_nft(const std::string& host) {
  if (status_on(host, "command -v nft >/dev/null") == 0) return;
  const auto f = run({"/bin/sh", "-c",
                      "tar -C / -ch usr/sbin/nft $(ldd /usr/sbin/nft | awk '$3 ~ /^\\// { print substr($3, 2) }') 2>/dev/null | "
                      "ssh -F " +
                          testbed_file("ssh_config") + " " + host + " 'tar -C / -xk 2>/dev/null; nft list ruleset'"});
  REQUIRE(f.status == 0);
}

/// Applies what ends in a roll-back, and looks that the host is as it was.
finished is_rolled_back(const std::string& machine, const std::string& user, std::string_view why) {
  const auto host = first_host();
  const auto before = state_of(host);
  operator_of me("program_guards");
  me.machine(machine, host, user);
  const auto f = me.apply({machine});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(text(result(f, machine), "result") == "failed");
  CHECK_THAT(text(result(f, machine), "reason"), contains(std::string(why)));
  CHECK(state_of(host) == before);
  return f;
}

/// It is killed once the step is done, while its guard is verified.
void lose_controller_of_slow(operator_of& me) {
  me.machine("slow", first_host(), "root");
  auto gone = me.start({"apply", "--yes", "slow"});
  REQUIRE(gone.wrote("changed  Write a page"));
  gone.signal(SIGKILL);
}

}  // namespace

TEST_CASE("the guarded example runs as it is written", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  on(host, "systemctl is-system-running --wait || systemctl reset-failed");
  operator_of me("guarded");
  me.machine("bastion.example.com", host, "root");
  const auto f = me.apply({});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK_THAT(f.err, contains("confirmed over a new connection"));
  const std::string undo = "rm -rf /etc/ssh/sshd_config.d/00-passwords.conf /run/systemd/system/ssh.service.d; ";
  CHECK(on(host, "sshd -T | grep ^passwordauthentication; " + undo + std::string(restart_ssh)) == "passwordauthentication no");
  // one more start within the hour than systemd would allow
  on(host,
     "mkdir /run/systemd/system/ssh.service.d; cd /run/systemd/system/ssh.service.d; "
     "printf '[Unit]\\nStartLimitIntervalSec=1h\\nStartLimitBurst=1\\n' >often.conf; systemctl daemon-reload; " +
         std::string(restart_ssh));
  const finally clean([&] { on(host, undo + "systemctl daemon-reload; " + std::string(restart_ssh)); });
  const auto repaired = me.apply({});
  INFO(repaired.out << repaired.err);
  CHECK(outcome(repaired, "bastion.example.com", "Restart sshd") == "changed");
  CHECK(is_empty_plan(me.plan({})));
}

TEST_CASE("a guard that is confirmed stays, and the next step comes after it", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_guards");
  me.machine("good", host, "root");
  const auto plan = me.plan({"good"});
  CHECK_THAT(plan.err, contains("guard   good  (put back unless all of it is done and verified within 10 min"));
  CHECK_THAT(plan.err, contains("Restart sshd  [guard good]"));
  const auto f = me.apply({"good"});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK_THAT(f.err, contains("confirmed over a new connection"));
  CHECK(on(host, "cat /srv/guards/page /srv/guards/after; /usr/sbin/sshd -T | grep maxauthtries") == "new\nnew\nmaxauthtries 5");
  CHECK(status_on(host, "ls /etc/systemd/system/slipway-* /var/lib/slipway/lock 2>/dev/null") != 0);
  CHECK(on(host, "systemctl list-timers --all | grep -c slipway || :") == "0");
  prepare(host);
}

TEST_CASE("a guard is put back at once when its verification or a step fails", "[testbed]") {
  prepare(first_host());
  SECTION("verification") {
    on(first_host(), "echo new >/srv/guards/before");
    const auto f = is_rolled_back("unverified", "root", "rolled back the guard 'unverified': its verification failed");
    CHECK_THAT(f.err, contains("| this is why"));
    CHECK(outcome(f, "unverified", "Restart sshd") == "rolled back");
    CHECK(outcome(f, "unverified", "Come after it") == "not reached");
  }
  SECTION("step") {
    const auto f = is_rolled_back("failing", "root", "rolled back the guard 'failing': 'Break' failed");
    CHECK(outcome(f, "failing", "Write a page") == "rolled back");
    CHECK(outcome(f, "failing", "Break") == "failed");
    CHECK(outcome(f, "failing", "Never come here") == "not reached");
  }
}

TEST_CASE("guards of hosts that had succeeded are put back when another of their wave fails", "[testbed]") {
  const auto host = first_host(), other = second_host();
  prepare(host);
  prepare(other);
  on(host, "echo new >/srv/guards/after");
  const auto before = state_of(host);
  operator_of me("program_guards");
  me.machine("good", host, "root");
  me.machine("failing", other, "root");
  const auto f = me.apply({"good", "failing", "--rollback-succeeded"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(text(result(f, "good"), "result") == "failed");
  CHECK(text(result(f, "good"), "reason") == "rolled back, as Machine:failing of its wave has failed");
  CHECK(outcome(f, "good", "Write a page") == "rolled back");
  CHECK(outcome(f, "good", "Come after it") == "kept");
  CHECK_THAT(f.err, contains("good  guard   good  (rolled back)"));
  CHECK(state_of(host) == before);
  CHECK(summary(f).at("failed").as_int64() == 2);
  CHECK_THAT(me.run({"history", "good"}).out, contains("rolled back"));

  // waves that are over stay
  const auto waves = me.apply({"good", "failing", "--rollback-succeeded", "--serial", "1"});
  INFO(waves.out << waves.err);
  CHECK(text(result(waves, "good"), "result") == "succeeded");
  CHECK(on(host, "cat /srv/guards/page; ls -d /var/lib/slipway/runs/*/undo.* 2>/dev/null | wc -l") == "new\n0");
  prepare(host);
}

TEST_CASE("whatever locks the operator out is put back", "[testbed]") {
  prepare(first_host());
  const std::string why = "no new connection succeeded within 3 s";
  SECTION("sshd that refuses everyone") { is_rolled_back("refusing", "root", why); }
  SECTION("a firewall that lets old connections go on and drops new ones") {
    bring_nft(first_host());
    on(first_host(), "nft flush ruleset; nft 'table inet old { chain c { tcp dport 9 counter drop; }; }'");
    const finally clean([] { on(first_host(), "nft flush ruleset"); });
    is_rolled_back("firewalled", "root", why);
  }
  SECTION("the interface taken down") { is_rolled_back("unplugged", "root", why); }
  SECTION("a step that hangs when the interface is down already") {
    is_rolled_back("hung", "root", "its steps and their verification were not done within 4 s");
  }
  SECTION("sudoers that are wrong") { is_rolled_back("unprivileged", "deploy", why); }
}

TEST_CASE("a guard whose time is over while dpkg runs", "[testbed]") {
  prepare(first_host());
  const auto f = is_rolled_back("packaged", "root", "its steps and their verification were not done within 4 s");
  CHECK(outcome(f, "packaged", "Install what takes its time") == "rolled back");
  CHECK(on(first_host(), "dpkg --audit") == "");
}

TEST_CASE("what cannot be saved is not begun", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  on(host,
     "mkdir -p /srv/small; mount -t tmpfs -o size=600k,mode=700 tmpfs /srv/small; head -c 2000000 /dev/zero >/srv/guards/large");
  const finally clean([&] { on(host, "umount /srv/small"); });
  const auto f = is_rolled_back("crowded", "root", "so nothing of it was changed: cp: ");
  CHECK(outcome(f, "crowded", "Replace a large file") == "not reached");
  CHECK(on(host, "ls /srv/small/runs/*/") == "about\njournal\nowner");
}

TEST_CASE("a guard is put back when the disk has become full since it was saved", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  on(host, "mkdir -p /srv/small; mount -t tmpfs -o size=1200k,mode=700 tmpfs /srv/small; seq 50000 >/srv/small/large");
  const finally clean([&] { on(host, "umount /srv/small"); });
  is_rolled_back("filled", "root", "rolled back the guard 'filled': ");
  // there was no room for another copy
  CHECK(on(host, "seq 50000 | cmp - /srv/small/large && echo same; ls -A /srv/small | grep slipway || :") == "same");
  CHECK(on(host, "ls -A /srv/small/runs/*/ | grep guard || :") == "");
}

TEST_CASE("a controller that is killed before it has confirmed", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const auto before = state_of(host);
  {
    operator_of me("program_guards");
    lose_controller_of_slow(me);
  }
  CHECK(on(host, "cat /srv/guards/page") == "new");
  on(host, "for i in $(seq 300); do [ ! -e /var/lib/slipway/lock ] && exit; sleep 0.1; done; exit 1");
  CHECK(state_of(host) == before);
  CHECK_THAT(on(host, "cat $(ls -d -t /var/lib/slipway/runs/* | head -n 1)/journal"), contains("restoring"));
}

TEST_CASE("whoever resumes a run confirms its guards", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_guards");
  lose_controller_of_slow(me);
  const auto f = me.run({"resume", "--yes"});
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK_THAT(f.out, contains("confirmed over a new connection"));
  CHECK(on(host, "cat /srv/guards/page") == "new");
}

TEST_CASE("a change that is killed in a guard is put back at once, not when its time is over", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const auto before = state_of(host);
  operator_of me("program_guards");
  me.machine("slow", host, "root");
  auto killed = me.start({"apply", "--yes", "slow"});
  REQUIRE(killed.wrote("changed  Write a page"));
  // it has ten minutes
  on(host, "systemctl daemon-reload; systemctl kill -s KILL 'slipway-run-*'");
  const auto f = killed.wait(60s);
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK_THAT(f.out, contains("the change ended before it was confirmed"));
  CHECK(state_of(host) == before);
}

TEST_CASE("a change that is killed while it arms a guard leaves nothing that is put back later", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const auto before = state_of(host);
  const finally clean([&] { on(host, "rm -rf /usr/local/sbin/systemd-run /var/lib/slipway/runs/*/kept.*"); });
  const auto kill_while_arming = [&](const std::string& moreover) {
    on(host,
       "cat >/usr/local/sbin/systemd-run <<'END'\n#!/bin/sh\ncase $* in *--on-active=*) ;; *) exec /usr/bin/systemd-run \"$@\" "
       ";; "
       "esac\nrm \"$0\"\n" +
           moreover + "kill -KILL $PPID\nEND\nchmod +x /usr/local/sbin/systemd-run");
  };
  operator_of me("program_guards");
  me.machine("good", host, "root");
  SECTION("it is put away at once") {
    kill_while_arming("");
    const auto f = me.apply({"good"});
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK_THAT(f.out, contains("the change ended before it was confirmed"));
    CHECK(state_of(host) == before);
  }
  SECTION("where even that was prevented, whoever comes next puts it away") {
    kill_while_arming(
        "cd /var/lib/slipway/runs/*/guard.*/ && rm ../killed && echo \"$(cat /proc/sys/kernel/random/boot_id) -12000 apply\" "
        ">deadline\n");
    const auto f = me.apply({"good"});
    INFO(f.out << f.err);
    CHECK(f.status == 4);
    CHECK(status_on(host, "ls /etc/systemd/system/sysinit.target.wants/slipway-guard-*") == 0);
    const auto again = me.apply({"good"});
    INFO(again.out << again.err);
    CHECK(again.status == 0);
    CHECK(status_on(host, "ls /etc/systemd/system/slipway-* /etc/systemd/system/*/slipway-* 2>/dev/null") != 0);
    CHECK(on(host, "ls -d /var/lib/slipway/runs/*/kept.* | wc -l") == "1");
  }
}

TEST_CASE("a host that is restarted before a guard is confirmed", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const auto before = state_of(host);
  {
    operator_of me("program_guards");
    me.machine("forgotten", host, "root");
    auto waiting = me.start({"apply", "--yes", "forgotten"});
    REQUIRE(waiting.wrote("a new connection must succeed within 1 min"));
    // nobody gets in: neither do we
    testbed({"exec", host, "systemctl reboot"});
    waiting.signal(SIGKILL);
  }
  usleep(500'000);
  bool reachable = false;
  for (int i = 0; i != 100 && !reachable; ++i) {
    usleep(100'000);
    reachable = status_on(host, "true") == 0;
  }
  REQUIRE(reachable);
  on(host, "systemctl is-system-running --wait");
  CHECK(state_of(host) == before);
  const auto journal = on(host, "cat $(ls -d -t /var/lib/slipway/runs/* | head -n 1)/journal");
  CHECK_THAT(journal, contains("boot .\n"));
  CHECK_THAT(journal, contains("end rolled-back ."));
}

TEST_CASE("a confirmation that races the restore: what is told is what is there", "[testbed]") {
  const auto host = first_host();
  for (int i = 0; i != 3; ++i) {
    prepare(host);
    operator_of me("program_guards");
    me.machine("racing", host, "root");
    const auto f = me.apply({"racing"});
    INFO(f.out << f.err);
    const bool confirmed = f.status == 0;
    CHECK(on(host, "cat /srv/guards/page") == (confirmed ? "new" : "old"));
    CHECK((f.err.find("confirmed over a new connection") != std::string::npos) == confirmed);
    CHECK((f.err.find("rolled back the guard") != std::string::npos) == !confirmed);
  }
}
