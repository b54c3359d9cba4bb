// expect: data_compared_with_another_type<.*"Tune it", 13.*"workers".*"Machine:m"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define VALUE "4"
#else
#define VALUE 4
#endif
constexpr auto tune =
    op<"Tune it">(sw::files::file("/etc/tuned").content("yes\n"), sw::when(sw::data_of<"workers"> == VALUE));

struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(let<"workers">(4));
  static constexpr auto operations = sw::role(tune);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: the condition of 'Tune it' compares the data 'workers' of the machine 'm' with a value of another type
