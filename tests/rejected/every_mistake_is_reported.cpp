// expect: missing_dependency<.*"Link the site".*"Write the site"
// expect: conflicting_operations<.*"Link the site".*"Make the folder".*"path:/srv/site"
// expect: unfilled_hole<.*"Say who we are".*"who".*"Machine:m"
// errors: 3
// at-most: 43
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto conf = op<"Write the site">(sw::files::file("/srv/site.conf").content("x\n"));
constexpr auto site_link = op<"Link the site">(sw::files::link("/srv/site").to("site.conf"), sw::after(conf));
#ifdef WRONG
constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/site"));
constexpr auto motd = op<"Say who we are">(sw::files::file("/etc/motd").from_template("{{who}}\n"));
#else
constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/sites"));
constexpr auto motd = op<"Say who we are">(sw::files::file("/etc/motd").from_template("{{whom}}\n"));
#endif

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(sw::let<"whom">("us"));
#ifdef WRONG
  static constexpr auto operations = sw::role(site_link, folder, motd);
#else
  static constexpr auto operations = sw::role(conf, site_link, folder, motd);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Link the site' waits for 'Write the site', which is not in its role
// says: 14: 'Make the folder' and 'Link the site' (line 12) want different things of the path '/srv/site'
// says: 15: nothing fills {{who}} in the text of 'Say who we are' on the machine 'm'
