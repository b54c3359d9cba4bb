// expect: missing_dependency<.*"Link the site".*"Write the site"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::changed, sw::op, sw::when;

constexpr auto conf = op<"Write the site">(sw::files::file("/srv/site.conf").content("x\n"));
constexpr auto more = op<"Write more">(sw::files::file("/srv/more.conf").content("x\n"));
constexpr auto site_link = op<"Link the site">(sw::files::link("/srv/site").to("site.conf"),
                                          when(!(changed(more) || changed(conf))));

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto operations = sw::role(more, more, site_link);
#else
  static constexpr auto operations = sw::role(conf, more, site_link);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 9: 'Link the site' waits for 'Write the site', which is not in its role
