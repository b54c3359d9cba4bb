// expect: no_operations<.*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;

struct m : sw::machine<"m"> {
#ifdef WRONG
#define operations operation
#endif
  static constexpr auto operations =
      sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 6: the machine 'm' has no operations
