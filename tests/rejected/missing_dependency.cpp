// expect: missing_dependency<.*"Link the site", 8.*"Write the site"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto conf = op<"Write the site">(sw::files::file("/srv/site.conf").content("x\n"));
constexpr auto site_link = op<"Link the site">(sw::files::link("/srv/site").to("site.conf"), sw::after(conf));
constexpr auto cone = op<"Write the sit">(sw::files::file("/srv/site.conf").content("x\n"));

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto operations = sw::role(cone, site_link);
#else
  static constexpr auto operations = sw::role(conf, site_link);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 8: 'Link the site' waits for 'Write the site', which is not in its role
