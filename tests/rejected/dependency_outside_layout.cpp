// expect: dependency_outside_layout<.*"Machine:web-1".*"Machine:db-1"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto motd = sw::role(op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));

struct db_1 : sw::machine<"db-1"> {
  static constexpr auto& operations = motd;
};
struct web_1 : sw::machine<"web-1", sw::depends_on<db_1>> {
  static constexpr auto& operations = motd;
};
#ifdef WRONG
struct site : sw::layout<"site", web_1> {};
#else
struct site : sw::layout<"site", web_1, db_1> {};
#endif
static_assert(sw::check<site>);
// says: 12: the machine 'web-1' depends on the machine 'db-1', which is not in the layout
