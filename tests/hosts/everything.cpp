// Every resource and action: first everything changes, then nothing, then what was changed by hand.
#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

constexpr auto machine = "all-in-one";

void check_state(const std::string& host) {
  CHECK(on(host, "cd /srv/all; stat -c '%n %a %U %G' . content mode; cat content template source; stat -c %s mode") ==
        ". 750 root adm\ncontent 640 root adm\nmode 600 root root\nas it stands\nHello, world\nfrom the "
        "controller\n0");
  CHECK(on(host,
           "cd /srv/all; readlink link; readlink followed; cat /srv/behind; ls -A | tr '\\n' ' '; test ! -e "
           "/srv/unwanted") ==
        "content\n/srv/behind\nbehind the link\ncontent followed lines link mode settings source template ");
  CHECK(on(host, "cat /srv/all/lines") ==
        "first line\ncolour = red\none more line\n# BEGIN slipway block\nfirst of the block\nsecond of the "
        "block\n# END slipway block");
  CHECK(on(host,
           "for p in tree curl cron tb-hello tb-svc; do dpkg-query -W -f '${Package} ${db:Status-Status}\\n' "
           "$p 2>/dev/null; done | "
           "grep -v not-installed; dpkg-query -W -f '${Version} ' tb-hello tb-svc; test ! -e "
           "/etc/init.d/cron") == "tree installed\ntb-hello installed\ntb-svc installed\n1.0 2.0 ");
  CHECK(on(host,
           "for u in all tb-svc rsync; do systemctl is-active $u; systemctl is-enabled $u; done; "
           "systemctl show -p NeedDaemonReload all; pgrep -f '[s]leep 100000' | wc -l") ==
        "active\nenabled\ninactive\ndisabled\ninactive\nmasked\nNeedDaemonReload=no\n1");
  CHECK(on(host,
           "id -Gn captain; getent passwd captain | cut -d: -f6,7; getent group guild crew | cut -d: -f1,4; "
           "getent group guild | cut -d: -f3; id -Gn guest; getent passwd stowaway; getent group nobodies; "
           "true") == "captain crew\n/home/captain:/bin/sh\nguild:guest\ncrew:captain\n4242\nguest guild");
  CHECK(on(host, "test -s /srv/made; cat /srv/answer") == "yes");
}

}  // namespace

TEST_CASE("every resource and action: changed, kept, repaired", "[testbed]") {
  const auto host = second_host();
  testbed({"reset", host});
  on(host,
     "mkdir -p /srv/all /srv/unwanted/full; touch /srv/all/unwanted /srv/unwanted/full/file; ln -s /nowhere "
     "/srv/all/unwanted-link\n"
     "printf 'first line\\ncolour = blue\\nold line\\ncolour=green\\n' >/srv/all/lines\n"
     "echo old >/srv/behind; ln -s /srv/behind /srv/all/followed; groupadd nobodies; useradd -M stowaway; "
     "apt-get -qq install curl >/dev/null 2>&1");
  operator_of me("program_everything");
  me.machine(machine, host);
  me.write("local-file", "from the controller\n");

  const auto first = me.apply({}, 120s);
  INFO(first.out << first.err);
  REQUIRE(first.status == 0);
  check_state(host);
  CHECK(all_with(first, machine, "failed").empty());
  for (const auto* action :
       {"services: Restart it", "services: Reload it", "commands: Creates", "commands: Unless", "services: Follows"})
    CHECK(outcome(first, machine, action) == "changed");
  CHECK(on(host, "cat /srv/followed") == "followed");

  const auto second = me.plan();
  INFO(second.out << second.err);
  CHECK(is_empty_plan(second));
  const auto converged = me.apply();
  CHECK(number(result(converged, machine), "round_trips") == 1);
  CHECK(number(result(converged, machine), "changed") == 0);

  // each thing that was changed by hand, and nothing else
  const std::vector<std::pair<std::string, std::string>> by_hand{
      {"files: Make the folder", "chmod 755 /srv/all"},
      {"files: Content", "chown daemon /srv/all/content"},
      {"files: Template", "echo x >>/srv/all/template"},
      {"files: Source", "rm /srv/all/source"},
      {"files: Mode only", "chmod 644 /srv/all/mode"},
      {"files: No such file", "touch /srv/all/unwanted"},
      {"files: Behind a link", "echo x >/srv/behind"},
      {"files: No such folder", "mkdir -p /srv/unwanted/deep"},
      {"files: Link", "ln -sfn /nowhere /srv/all/link"},
      {"files: No such link", "ln -s /nowhere /srv/all/unwanted-link"},
      {"files: Line", "sed -i '/one more/d' /srv/all/lines"},
      {"packages: Program", "apt-get -qq remove tree"},
      {"packages: Gone", "apt-get -qq install curl"},
      {"packages: Old version", "DEBIAN_FRONTEND=noninteractive apt-get -qq install tb-hello=2.0"},
      {"services: Rests", "systemctl start tb-svc"},
      {"services: Never", "systemctl unmask rsync"},
      {"accounts: Group", "gpasswd -d captain crew; groupdel crew"},
      {"accounts: No such group", "groupadd nobodies"},
      {"accounts: User", "usermod -s /bin/bash captain"},
      {"accounts: Member", "gpasswd -d guest guild"},
      {"accounts: No such user", "useradd -M stowaway"},
      {"commands: Creates", "rm /srv/made"},
      {"commands: Unless", "echo no >/srv/answer"}};
  std::string commands;
  for (const auto& [operation, command] : by_hand) commands += "{ " + command + "; } >/dev/null 2>&1\n";
  on(host, commands + "true");
  const auto repaired = me.apply({}, 120s);
  INFO(repaired.out << repaired.err);
  CHECK(repaired.status == 0);
  std::string wanted;
  for (const auto& [operation, command] : by_hand) wanted += (wanted.empty() ? "" : ", ") + operation;
  CHECK(all_with(repaired, machine, "changed") == wanted);
  // a new line stands behind the block
  on(host,
     "printf 'first line\\ncolour = red\\none more line\\n' >/run/lines; sed -n '/BEGIN/,/END/p' "
     "/srv/all/lines >>/run/lines; cat /run/lines >/srv/all/lines");
  check_state(host);
  CHECK(is_empty_plan(me.plan()));

  // a unit that was changed by hand, without anybody writing daemon-reload
  on(host,
     "printf '[Service]\\nExecStart=/bin/sleep 200000\\n[Install]\\nWantedBy=multi-user.target\\n' "
     ">/etc/systemd/system/all.service; "
     "systemctl daemon-reload; systemctl restart all; sed -i s/200000/300000/ "
     "/etc/systemd/system/all.service");
  const auto reloaded = me.apply();
  INFO(reloaded.out << reloaded.err);
  CHECK(reloaded.status == 0);
  CHECK(all_with(reloaded, machine, "changed") == "services: Unit, services: Restart it");
  check_state(host);
  on(host,
     "echo x >>/srv/all/settings; sed -i '/second of/d; s/red/blue/' /srv/all/lines; systemctl disable -q "
     "--now all");
  const auto again = me.apply();
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK(all_with(again, machine, "changed") ==
        "files: Replacing line, files: Block, services: Settings, services: Runs, services: Reload it, "
        "services: Follows");
  check_state(host);
  CHECK(on(host, "cat /srv/followed") == "followed\nfollowed");
}
