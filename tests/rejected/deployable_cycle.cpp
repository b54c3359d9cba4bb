// expect: deployable_cycle<.*"Machine:a".*"Machine:b"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto motd = sw::role(op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));

struct b;
struct a : sw::machine<"a", sw::depends_on<b>> {
  static constexpr auto& operations = motd;
};
struct c : sw::machine<"c"> {
  static constexpr auto& operations = motd;
};
#ifdef WRONG
struct b : sw::machine<"b", sw::depends_on<c, a>> {
#else
struct b : sw::machine<"b", sw::depends_on<c>> {
#endif
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", a, b, c> {};
static_assert(sw::check<site>);
// says: 10: the machine 'a' and the machine 'b' depend on each other, perhaps by way of others
