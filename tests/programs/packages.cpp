// Packages and services that misbehave.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::op, sw::when;

struct tools : sw::machine<"tools"> {
  static constexpr auto operations = sw::role(op<"Install tree">(sw::apt::packages("tree").creates("/usr/bin/tree")),
                                              op<"Say so">(sw::files::file("/srv/tools").content("tree\n")));
};

struct broken : sw::machine<"broken"> {
  static constexpr auto operations =
      sw::role(op<"Install what never configures">(sw::apt::packages("tb-fail").creates("/usr/share/tb-fail/**")),
               op<"Say so">(sw::files::file("/srv/broken").content("tb-fail\n")));
};

struct upgraded : sw::machine<"upgraded"> {
  static constexpr auto operations = sw::role(op<"Upgrade">(sw::apt::packages("tb-svc").latest().creates("/etc/tb-svc.conf")));
};

struct dying : sw::machine<"dying"> {
  static constexpr auto operations =
      sw::role(op<"Unit">(sw::files::file("/etc/systemd/system/dying.service").content("[Service]\nExecStart=/bin/sleep 0.5\n")),
               op<"Run it">(sw::systemd::service("dying").running()));
};

struct site : sw::layout<"packages", tools, broken, upgraded, dying> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
