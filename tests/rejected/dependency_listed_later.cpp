// expect: dependency_listed_later<.*"Link the site", 8.*"Write the site", 7
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::changed, sw::op, sw::when;

constexpr auto a = op<"Write the site">(sw::files::file("/srv/site.conf").content("x\n"));
constexpr auto b = op<"Link the site">(sw::files::link("/srv/site").to("site.conf"), when(changed(a)));

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto operations = sw::role(b, a);
#else
  static constexpr auto operations = sw::role(a, b);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 8: 'Link the site' waits for 'Write the site' (line 7), which its role lists after it
