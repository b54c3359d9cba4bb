// expect: hole_needs_one_value<.*"Write the names", 13.*"interfaces".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define HOLE "{{interfaces}}"
#else
#define HOLE "{{#each interfaces}}{{name}} {{/each}}"
#endif

constexpr auto conf = op<"Write the names">(sw::files::file("/etc/names").from_template(HOLE "\n"));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"interfaces">(sw::fact::interfaces));
  static constexpr auto operations = sw::role(conf);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: {{interfaces}} in the text of 'Write the names' on the machine 'm' is more than one value
