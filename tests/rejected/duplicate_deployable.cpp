// expect: duplicate_deployable<.*"Machine:web-1"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define NAME "web-1"
#else
#define NAME "web-2"
#endif
constexpr auto motd = sw::role(op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));

struct x : sw::machine<"web-1"> {
  static constexpr auto& operations = motd;
};
struct y : sw::machine<NAME> {
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", x, sw::enclave<"inner", y>> {};
static_assert(sw::check<site>);
// says: 14: two deployables have one name: the machine 'web-1'
