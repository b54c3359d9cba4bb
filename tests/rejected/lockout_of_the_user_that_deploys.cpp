// expect: unguarded_lockout_risk<.*"Let in somebody else", 12.*"/home/deploy/.ssh/authorized_keys"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define KEYS "/home/deploy/.ssh/authorized_keys"
#else
#define KEYS "/home/anna/.ssh/authorized_keys"
#endif
constexpr auto keys = op<"Let in somebody else">(sw::files::file(KEYS).content("x\n"));

struct m : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy"}};
  static constexpr auto operations = sw::role(keys);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Let in somebody else' may lock you out, because it changes '/home/deploy/.ssh/authorized_keys'
