// expect: not_constant<.*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define CONSTANT inline const
#else
#define CONSTANT constexpr
#endif
struct m : sw::machine<"m"> {
  static CONSTANT auto operations = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 11: the operations, settings or data of the machine 'm' are not constant
