// expect: selection_matches_nothing<.*"nightly".*"Machine:wbe-\*"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define PATTERN "Machine:wbe-*"
#else
#define PATTERN "Machine:web-*"
#endif
constexpr auto motd = sw::role(op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));

struct web_1 : sw::machine<"web-1"> {
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", web_1> {
  static constexpr auto selections = sw::selections(sw::selection<"nightly">(sw::include(PATTERN)));
};
static_assert(sw::check<site>);
// says: 18: 'Machine:wbe-*' in the selection 'nightly' matches nothing in the layout
