// expect: unused_data<.*"wrokers", 13.*"Machine:m"
// only the tool asks for notes
#define SLIPWAY_NOTES 1
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define HOLE "wrokers"
#else
#define HOLE "workers"
#endif
constexpr auto workers = sw::let<HOLE>(4);
constexpr auto page = sw::op<"Write the page">(sw::files::file("/srv/page").from_template("{{workers}}", sw::let<"other">(1)));
constexpr auto same = sw::op<"Write another">(sw::files::file("/srv/same").from_template("{{workers}}"));
struct m : sw::machine<"m"> {
  static constexpr auto data = sw::data(workers);
  static constexpr auto operations = sw::role(page, same);
};
struct site : sw::layout<"site", m> {
  static constexpr auto data = sw::data(sw::let<"workers">(2));
};
static_assert(sw::check<site>);
