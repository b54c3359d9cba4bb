// expect: needs_root<.*"Install nginx", 12.*"Machine:web-1"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define BECOME sw::become::nobody
#else
#define BECOME sw::sudo
#endif
constexpr auto install = op<"Install nginx">(sw::apt::packages("nginx"));

struct web_1 : sw::machine<"web-1"> {
  static constexpr auto operations = sw::role(install);
};
struct site : sw::layout<"site", web_1> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = BECOME}};
};
static_assert(sw::check<site>);
// says: 12: 'Install nginx' needs root on the machine 'web-1'
