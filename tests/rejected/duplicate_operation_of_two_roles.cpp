// expect: duplicate_operation<.*"shop: Make the folder", 13.*"shop: Make the folder", 14
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define FOLDER "/srv/b"
#else
#define FOLDER "/srv/a"
#endif
constexpr auto a = sw::role<"shop">(
    op<"Make the folder">(sw::files::directory("/srv/a")));
constexpr auto b = sw::role<"shop">(op<"Make the folder">(sw::files::directory(FOLDER)));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(a, b);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 14: 'shop: Make the folder' has the name of another operation (line 13) and says something else
