// expect: wrong_platform<.*"Install nginx", 12.*"alpine".*"Machine:web-1"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define PLATFORM sw::alpine()
#else
#define PLATFORM sw::ubuntu(24)
#endif
constexpr auto install = op<"Install nginx">(sw::apt::packages("nginx"));

struct web_1 : sw::machine<"web-1"> {
  static constexpr auto operations = sw::role(install);
};
struct site : sw::layout<"site", web_1> {
  static constexpr auto settings = sw::settings{.platform = PLATFORM};
};
static_assert(sw::check<site>);
// says: 12: 'Install nginx' does not work on 'alpine', which is the platform of the machine 'web-1'
