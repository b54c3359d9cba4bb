// Compiles, as nothing in it is wrong for the compiler; but nobody has checked these operations, so there is no program.
#include <slipway/slipway.hpp>

namespace sw = slipway;

namespace {
std::string_view today() { return "hello\n"; }

struct m : sw::machine<"m"> {
  static inline const auto operations = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content(today())));
};
struct site : sw::layout<"site", m> {};
}  // namespace

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
