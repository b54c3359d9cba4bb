// expect: created_too_late<.*"Configure the application", 7.*"Create its directory", 8
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto conf = op<"Configure the application">(sw::files::file("/srv/app/app.conf").content("x\n"));
constexpr auto dir = op<"Create its directory">(sw::files::directory("/srv/app"));

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto operations = sw::role(conf, dir);
#else
  static constexpr auto operations = sw::role(dir, conf);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 7: 'Configure the application' needs what 'Create its directory' (line 8) creates, and its role lists that after it
