// expect: dependency_cycle<.*"Write one", 16.*"Write two", 17
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define NAME "Write two"
#else
#define NAME "Write none"
#endif
// names are values: this one is only referred to
constexpr auto other = op<NAME>(sw::files::file("/srv/two").content("2\n"));
constexpr auto none = op<"Write none">(sw::files::file("/srv/two").content("2\n"));

constexpr auto one = op<"Write one">(sw::files::file("/srv/one").content("1\n"), sw::after(other));
constexpr auto two = op<"Write two">(sw::files::file("/srv/three").content("3\n"), sw::after(one));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(none, one, two);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 16: 'Write one' and 'Write two' (line 17) wait for each other, perhaps by way of others
