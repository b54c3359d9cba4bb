// expect: unfilled_hole<.*"Write the names", 13.*"nmae".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define FIELD "{{nmae}}"
#else
#define FIELD "{{name}}"
#endif

constexpr auto conf = op<"Write the names">(sw::files::file("/etc/names").from_template("{{#each interfaces}}" FIELD "\n{{/each}}"));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"interfaces">(sw::fact::interfaces));
  static constexpr auto operations = sw::role(conf);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: nothing fills {{nmae}} in the text of 'Write the names' on the machine 'm'
