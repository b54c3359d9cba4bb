// expect: no_operations<.*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;

constexpr auto motd = sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n"));

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto operations = sw::role();
#else
  static constexpr auto operations = sw::role(motd);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 8: the machine 'm' has no operations
