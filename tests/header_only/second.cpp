#include <slipway/slipway.hpp>

namespace sw = slipway;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
struct a : sw::machine<"a"> {
  static constexpr auto& operations = motd;
};
struct b : sw::machine<"b"> {
  static constexpr auto& operations = motd;
};
struct elsewhere : sw::layout<"elsewhere", a, b> {};
}  // namespace

int deployables_elsewhere();
int deployables_elsewhere() { return static_cast<int>(sw::program_of<elsewhere>.deployables.size()); }
