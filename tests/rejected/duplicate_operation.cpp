// expect: duplicate_operation<.*"Say who we are", 7.*"Say who we are", 13
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto a = op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n"));
#ifdef WRONG
#define NAME "Say who we are"
#else
#define NAME "Say who we ere"
#endif
constexpr auto b = op<NAME>(sw::files::file("/etc/issue").content("hello\n"));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(a, b, a);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: 'Say who we are' has the name of another operation (line 7) and says something else
