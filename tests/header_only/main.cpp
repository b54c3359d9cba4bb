// A deployment without the compiled runtime.
#include <slipway/slipway.hpp>

namespace sw = slipway;

// in the other source, which includes everything as well
int deployables_elsewhere();

struct here : sw::machine<"here"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}};
  static constexpr auto operations =
      sw::role(sw::op<"Say who we are">(sw::files::file("/tmp/slipway-header-only").content("hello\n")));
};
struct site : sw::layout<"header only", here> {};

int main(int argc, char** argv) { return deployables_elsewhere() == 2 ? sw::main<site>(argc, argv) : 1; }
