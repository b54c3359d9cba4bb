// Machines that differ only in how they are reached; the tests' inventories say how.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

// a folder for state and a file for each: several are one host, and none waits for the other's lock
template <sw::fixed_string Name>
inline constexpr auto greeting =
    sw::role(op<"Say that it was here">(sw::files::file(sw::joined<"/etc/login-", Name>).content("deployed\n").mode("0600")));

template <sw::fixed_string Name>
struct reached : sw::machine<Name> {
  static constexpr auto settings = sw::settings{.state_directory = sw::joined<"/var/lib/slipway-", Name>};
  static constexpr auto& operations = greeting<Name>;
};

struct accepting : sw::machine<"accepting"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.become = sw::sudo, .host_keys = sw::host_keys::accept_new},
                                                .state_directory = "/var/lib/slipway-accepting"};
  static constexpr auto& operations = greeting<"accepting">;
};

struct site : sw::layout<"logins", reached<"fine">, reached<"other">, reached<"changed-key">, reached<"unknown-key">, accepting,
                         reached<"wrong-user">, reached<"wrong-key">, reached<"refused">, reached<"silent">, reached<"hanging">,
                         reached<"closing">, reached<"nameless">, reached<"unreachable">, reached<"asked">,
                         reached<"asked-twice">, reached<"ticket">, reached<"guest">> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
