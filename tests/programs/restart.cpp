// A restart of the host in the middle of a deployment.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::changed, sw::op, sw::when;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/restart"));
constexpr auto before = op<"Note the boot">(sw::server::shell("cat /proc/sys/kernel/random/boot_id >/srv/restart/before")
                                                .creates("/srv/restart/before")
                                                .affects_nothing_else());
constexpr auto conf = op<"Write what needs a restart">(sw::files::file("/srv/restart/conf").content("1\n"));
constexpr auto restart = op<"Restart">(sw::server::reboot().within(3min), when(changed(conf)));
constexpr auto impatient = op<"Restart">(sw::server::reboot().within(12s), when(changed(conf)));
constexpr auto next_boot = op<"Note the next boot">(sw::server::shell("cat /proc/sys/kernel/random/boot_id >>/srv/restart/after")
                                                        .unless("test -s /srv/restart/after")
                                                        .affects_nothing_else());

inline constexpr auto must_be_well = sw::settings{.health = sw::health(sw::systemd_running, sw::within(1s))};

struct restarted : sw::machine<"restarted"> {
  static constexpr auto operations = sw::role(folder, before, conf, restart, next_boot);
};
struct lost : sw::machine<"lost"> {
  static constexpr auto operations = sw::role(folder, before, conf, impatient, next_boot);
};
static_assert(sw::stages<restarted> == 2);

// whoever starts slowly is well in the end
struct slow : sw::machine<"slow"> {
  static constexpr auto settings = must_be_well;
  static constexpr auto& operations = restarted::operations;
};

// a unit that fails from the next boot on, whatever is left to be done there
constexpr auto unit = op<"Write a unit">(
    sw::files::file("/etc/systemd/system/restart-test.service")
        .content(
            "[Service]\nType=oneshot\nExecStart=/usr/bin/test ! -e /srv/restart/conf\n[Install]\nWantedBy=multi-user.target\n"));
constexpr auto enabled = op<"Enable it">(sw::systemd::service("restart-test").enabled());

struct ill : sw::machine<"ill"> {
  static constexpr auto settings = must_be_well;
  static constexpr auto operations = sw::role(folder, unit, enabled, conf, restart, next_boot);
};
struct ill_at_the_end : sw::machine<"ill-at-the-end"> {
  static constexpr auto settings = must_be_well;
  static constexpr auto operations = sw::role(folder, unit, enabled, conf, restart);
};

struct site : sw::layout<"restart", restarted, lost, slow, ill, ill_at_the_end> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
