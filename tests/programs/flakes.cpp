// Flakes in the folder `flake` beside the operator: systems and profiles that say what they do in /srv/nix/log.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

constexpr auto system_of_flake = sw::nix::system("flake").configuration("web.server");

struct bare : sw::machine<"bare"> {
  static constexpr auto operations = sw::role(op<"Switch the system">(system_of_flake, sw::unguarded("its console is at hand")));
};

struct tested : sw::machine<"tested"> {
  static constexpr auto settings = sw::settings{.health = sw::health(sw::command("test ! -e /srv/nix/ill"), sw::within(1s))};
  static constexpr auto operations =
      sw::role(op<"Switch the system">(system_of_flake.pre_activate("bin/self-test"), sw::unguarded("its console is at hand")));
};

struct guarded : sw::machine<"guarded"> {
  static constexpr auto operations = sw::guarded<"system">(sw::role(op<"Switch the system">(system_of_flake)),
                                                           sw::verify("test ! -e /srv/nix/refused"), sw::confirm_within(30s));
};

// the host's own name is its configuration
struct named : sw::machine<"named"> {
  static constexpr auto operations =
      sw::role(op<"Switch the system">(sw::nix::system("flake"), sw::unguarded("its console is at hand")));
};

struct profile : sw::machine<"profile"> {
  static constexpr auto operations =
      sw::role(op<"Run the web application">(sw::nix::profile("/nix/var/nix/profiles/slipway-web", "flake")
                                                 .output("web")
                                                 .activate("bin/go")
                                                 .arguments("--option", "cores", "1")));
};

struct site : sw::layout<"flakes", bare, tested, guarded, named, profile> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
