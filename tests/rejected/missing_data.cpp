// expect: missing_data<.*"Tune it", 13.*"wrokers".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define NAME "wrokers"
#else
#define NAME "workers"
#endif
constexpr auto tune =
    op<"Tune it">(sw::files::file("/etc/tuned").content("yes\n"), sw::when(sw::data_of<NAME> > 4));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"workers">(4));
  static constexpr auto operations = sw::role(tune);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: the condition of 'Tune it' asks for the data 'wrokers', which the machine 'm' does not have
