// Machines that depend on others: the order in which they are changed, and what is left alone.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

inline constexpr auto say_when = sw::role(op<"Say when">(
    sw::server::shell("sleep 0.3; test ! -e /srv/refuse && date +%s%N >/srv/when").affects_nothing_else()));

struct last;
struct backend : sw::machine<"backend", sw::depends_on<>> {
  static constexpr auto& operations = say_when;
};
struct frontend : sw::machine<"frontend", sw::depends_on<backend>> {
  static constexpr auto& operations = say_when;
};
// on the host that backend has, too
struct last : sw::machine<"last", sw::depends_on<frontend>> {
  static constexpr auto settings = sw::settings{.state_directory = "/var/lib/slipway-last"};
  static constexpr auto& operations = say_when;
};

// not in the order of their dependencies
struct site : sw::layout<"dependencies", last, frontend, backend> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
