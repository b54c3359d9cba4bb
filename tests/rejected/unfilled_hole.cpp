// expect: unfilled_hole<.*"Write the site", 12.*"domian".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define TEXT "server_name {{domian}}; # {{ owner }} {{where}}\n"
#else
#define TEXT "server_name {{domain}}; # {{ owner }} {{where}}\n"
#endif
constexpr auto conf = op<"Write the site">(
    sw::files::file("/etc/site.conf").from_template(TEXT, let<"owner">("ops")));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"domain">("example.com"));
  static constexpr auto operations = sw::role(conf);
};
struct rack : sw::enclave<"rack", m> {
  static constexpr auto data = sw::data(let<"where">("cellar"));
};
struct site : sw::layout<"site", rack> {};
static_assert(sw::check<site>);
// says: 12: nothing fills {{domian}} in the text of 'Write the site' on the machine 'm'
