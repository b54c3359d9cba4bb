// expect: each_needs_a_list<.*"Write the ports", 13.*"port".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define LIST "port"
#else
#define LIST "ports"
#endif
constexpr std::array ports{80, 443};
constexpr auto conf = op<"Write the ports">(sw::files::file("/etc/ports").from_template("{{#each " LIST "}}{{this}} {{/each}}\n"));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"ports">(ports), let<"port">(80));
  static constexpr auto operations = sw::role(conf);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: {{#each port}} in the text of 'Write the ports' on the machine 'm' names no list
