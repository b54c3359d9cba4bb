// Hosts that are well, or not any more after a change.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

constexpr auto asked = sw::health(sw::systemd_running, sw::command("test ! -e /srv/health/ill"), sw::within(2s));

inline constexpr auto a_page = sw::role(op<"Make the folder">(sw::files::directory("/srv/health")),
                                        op<"Write a page">(sw::files::file("/srv/health/page").content("new\n")));

struct well : sw::machine<"well"> {
  static constexpr auto settings = sw::settings{.health = asked};
  static constexpr auto& operations = a_page;
};

// a unit that fails, a command that does: outside of a guard and in one
constexpr auto broken_unit =
    op<"Write a unit">(sw::files::file("/etc/systemd/system/health-test.service").content("[Service]\nExecStart=/bin/false\n"));
constexpr auto start_it = op<"Start it">(sw::server::shell("systemctl daemon-reload; systemctl start health-test; sleep 0.5")
                                             .affects_nothing_else()
                                             .undo("systemctl stop health-test; systemctl reset-failed health-test"));

struct breaking : sw::machine<"breaking"> {
  static constexpr auto settings = sw::settings{.health = asked};
  static constexpr auto operations = sw::role(broken_unit, start_it);
};
struct guarded_breaking : sw::machine<"guarded-breaking"> {
  static constexpr auto settings = sw::settings{.health = asked};
  static constexpr auto operations = sw::guarded<"unit">(sw::role(broken_unit, start_it), sw::confirm_within(5s));
};
struct sickening : sw::machine<"sickening"> {
  static constexpr auto settings = sw::settings{.health = asked};
  static constexpr auto operations = sw::guarded<"illness">(
      sw::role(op<"Fall ill">(sw::files::file("/srv/health/ill").content("yes\n"))), sw::confirm_within(5s));
};

// whatever the host has to ask with
struct asking : sw::machine<"asking"> {
  static constexpr auto settings = sw::settings{
      .health = sw::health(sw::port(22), sw::port(8099), sw::http("http://localhost:8099/"), sw::http("http://127.0.0.1:8098/"))};
  static constexpr auto& operations = a_page;
};

struct site : sw::layout<"health", well, breaking, guarded_breaking, sickening, asking> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
