// Changes that lock the operator out, each in a guard.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::changed, sw::op, sw::when;

constexpr auto settled_in_5s = sw::confirm_within(5s);

// what must be as before if the guard is taken back: files with their modes, a link, a folder, something that is gone
inline constexpr auto many_things = sw::role(
    op<"Write a page">(sw::files::file("/srv/guards/page").content("new\n").mode("0644")),
    op<"Make a file">(sw::files::file("/srv/guards/made").content("new\n")),
    op<"Make a folder">(sw::files::directory("/srv/guards/folder").mode("0700")),
    op<"Write into it">(sw::files::file("/srv/guards/folder/inside").content("new\n")),
    op<"Lead the link elsewhere">(sw::files::link("/srv/guards/link").to("made")),
    op<"Take the archive away">(sw::files::directory("/srv/guards/archive").absent()),
    op<"Add a line">(sw::files::line("/srv/guards/list", "three")),
    op<"Say it">(sw::server::shell("echo said >>/srv/guards/log").affects_nothing_else().undo("echo unsaid >>/srv/guards/log")));

constexpr auto sshd_conf =
    op<"Configure sshd">(sw::files::file("/etc/ssh/sshd_config.d/00-guards.conf").content("MaxAuthTries 5\n"));
constexpr auto restart_sshd = op<"Restart sshd">(sw::systemd::restart("ssh"), when(changed(sshd_conf)));

struct good : sw::machine<"good"> {
  static constexpr auto operations =
      sw::role(sw::guarded<"good">(sw::role(many_things, sshd_conf, restart_sshd),
                                   sw::verify("/usr/sbin/sshd -T | grep -qx 'maxauthtries 5'"), settled_in_5s),
               op<"Come after it">(sw::files::file("/srv/guards/after").content("new\n")));
};

struct unverified : sw::machine<"unverified"> {
  static constexpr auto operations = sw::role(op<"Come before it">(sw::files::file("/srv/guards/before").content("new\n")),
                                              sw::guarded<"unverified">(sw::role(many_things, sshd_conf, restart_sshd),
                                                                        sw::verify("echo 'this is why'; exit 1"), settled_in_5s),
                                              op<"Come after it">(sw::files::file("/srv/guards/after").content("new\n")));
};

struct failing : sw::machine<"failing"> {
  static constexpr auto operations = sw::guarded<"failing">(
      sw::role(many_things, op<"Break">(sw::server::shell("echo 'it broke'; exit 3").affects_nothing_else().undo("true")),
               op<"Never come here">(sw::files::file("/srv/guards/never").content("new\n"))),
      settled_in_5s);
};

// after this nobody gets in who is not in already
constexpr auto deny_all = op<"Deny everybody">(sw::files::file("/etc/ssh/sshd_config.d/00-guards.conf").content("DenyUsers *\n"));

struct refusing : sw::machine<"refusing"> {
  static constexpr auto operations = sw::guarded<"sshd">(
      sw::role(deny_all, op<"Restart sshd">(sw::systemd::restart("ssh"), when(changed(deny_all)))), sw::confirm_within(3s));
};

// connections of before go on: they do not count
struct firewalled : sw::machine<"firewalled"> {
  static constexpr auto operations = sw::guarded<"firewall">(
      sw::role(op<"Close the door">(
          sw::server::shell(
              "nft 'table inet guards { chain in { type filter hook input priority 0; ct state established accept; tcp "
              "dport 22 drop; }; }'")
              .affects_nothing_else(),
          sw::irreversible("the guard puts the rules back that it found"))),
      sw::confirm_within(3s));
};

struct unplugged : sw::machine<"unplugged"> {
  static constexpr auto operations = sw::guarded<"network">(
      sw::role(op<"Take the interface down">(
          sw::server::shell("ip rule add pref 77 from 192.0.2.1 lookup 77; ip link set eth0 down").affects_nothing_else(),
          sw::irreversible("the guard puts back what it found"))),
      sw::confirm_within(3s));
};

// a step that never ends once nobody can get in any more
struct hung : sw::machine<"hung"> {
  static constexpr auto operations = sw::guarded<"hung">(
      sw::role(op<"Take the interface down">(sw::server::shell("ip link set eth0 down").affects_nothing_else(),
                                             sw::irreversible("the guard puts back what it found")),
               op<"Hang">(sw::server::shell("sleep 1000").affects_nothing_else().undo("true"))),
      sw::apply_within(4s), settled_in_5s);
};

struct unprivileged : sw::machine<"unprivileged"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
  static constexpr auto operations = sw::guarded<"sudo">(
      sw::role(
          op<"Write wrong sudoers">(sw::files::file("/etc/sudoers.d/zz-guards").content("deploy ALL=(ALL) !ALL\n").mode("0440"))),
      sw::confirm_within(3s));
};

struct crowded : sw::machine<"crowded"> {
  static constexpr auto settings = sw::settings{.state_directory = "/srv/small"};
  static constexpr auto operations = sw::guarded<"crowded">(
      sw::role(op<"Replace a large file">(sw::files::file("/srv/guards/large").content("new\n"))), settled_in_5s);
};

struct filled : sw::machine<"filled"> {
  static constexpr auto settings = sw::settings{.state_directory = "/srv/small"};
  static constexpr auto operations =
      sw::guarded<"filled">(sw::role(op<"Write a page">(sw::files::file("/srv/guards/page").content("new\n").mode("0644")),
                                     op<"Replace a large file">(sw::files::file("/srv/small/large").content("new\n"))),
                            sw::verify("head -c 9000000 /dev/zero >/srv/small/filler; exit 1"), settled_in_5s);
};

struct packaged : sw::machine<"packaged"> {
  static constexpr auto operations = sw::guarded<"packages">(
      sw::role(op<"Install what takes its time">(
          sw::apt::packages("tb-slow").creates("/usr/share/doc/tb-slow/**").undo("dpkg --purge tb-slow"))),
      sw::apply_within(4s), settled_in_5s);
};

struct slow : sw::machine<"slow"> {
  static constexpr auto operations =
      sw::guarded<"slow">(sw::role(op<"Write a page">(sw::files::file("/srv/guards/page").content("new\n").mode("0644"))),
                          sw::verify("sleep 3"), settled_in_5s);
};

// the same as refusing, for longer than a test waits
struct forgotten : sw::machine<"forgotten"> {
  static constexpr auto operations = sw::guarded<"sshd">(
      sw::role(deny_all, op<"Restart sshd">(sw::systemd::restart("ssh"), when(changed(deny_all)))), sw::confirm_within(1min));
};

// about as long as a new connection takes
struct racing : sw::machine<"racing"> {
  static constexpr auto operations = sw::guarded<"racing">(
      sw::role(op<"Write a page">(sw::files::file("/srv/guards/page").content("new\n").mode("0644"))), sw::confirm_within(400ms));
};

struct site : sw::layout<"guards", good, unverified, failing, refusing, firewalled, unplugged, hung, unprivileged, crowded,
                         filled, packaged, slow, forgotten, racing> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
