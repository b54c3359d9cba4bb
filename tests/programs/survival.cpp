// A step that waits until it is let go, so that anything may happen meanwhile.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/survival"));

inline constexpr auto held =
    sw::role(folder,
             op<"Hold on">(sw::server::shell("echo begun >>/srv/survival/trace; i=0; "
                                             "until [ -e /srv/survival/go ] || [ $i = 3000 ]; do sleep 0.1; i=$((i + 1)); done; "
                                             "echo ended >>/srv/survival/trace")
                               .affects("/srv/survival/trace")),
             op<"Come after it">(sw::server::shell("echo after >>/srv/survival/trace").affects("/srv/survival/trace")));

struct held_1 : sw::machine<"held-1"> {
  static constexpr auto& operations = held;
};
struct held_2 : sw::machine<"held-2"> {
  static constexpr auto& operations = held;
};

struct aside : sw::machine<"aside"> {
  static constexpr auto operations =
      sw::role(folder, op<"Write it">(sw::files::file("/srv/survival/aside").content("written\n")));
};

struct site : sw::layout<"survival", held_1, held_2, aside> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
