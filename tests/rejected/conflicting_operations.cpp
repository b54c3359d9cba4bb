// expect: conflicting_operations<.*"Say who we are", 12.*"Say something else", 17.*"path:/etc/motd"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define PATH "/etc/motd"
#else
#define PATH "/etc/mote"
#endif
constexpr auto a = op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n"));

// the same thing said twice is no conflict
constexpr auto again = op<"Say it again">(sw::files::file("/etc/motd").content("hello\n"));

constexpr auto b = op<"Say something else">(sw::files::file(PATH).content("bye\n"));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(a, again, b);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 17: 'Say something else' and 'Say who we are' (line 12) want different things of the path '/etc/motd'
