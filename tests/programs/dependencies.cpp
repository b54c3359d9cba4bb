// Machines that depend on others: the order in which they are changed, and what is left alone.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

inline constexpr auto say_when = sw::role(op<"Say when">(
    sw::server::shell("sleep 0.3; while test -e /srv/hold; do sleep 0.1; done; test ! -e /srv/refuse && date +%s%N >/srv/when")
        .affects_nothing_else(),
    sw::timeout(60s)));

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

// has nothing to do with the others
struct elsewhere : sw::machine<"elsewhere"> {
  static constexpr auto operations = sw::role(op<"Wait for a word">(
      sw::server::shell("touch /srv/begun; while test ! -e /srv/go; do sleep 0.1; done").affects_nothing_else(),
      sw::timeout(60s)));
};

// not in the order of their dependencies
struct site : sw::layout<"dependencies", last, frontend, elsewhere, backend> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
