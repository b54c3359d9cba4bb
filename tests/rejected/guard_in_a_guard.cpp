// expect: guard_in_a_guard<.*"inner", 9.*"outer", 16
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto conf = op<"Forbid passwords">(
    sw::files::file("/etc/ssh/sshd_config.d/00-passwords.conf").content("PasswordAuthentication no\n"));
constexpr auto inner = sw::guarded<"inner">(sw::role(conf));

struct m : sw::machine<"m"> {
  static constexpr auto operations =
#ifndef WRONG
      inner;
#else
      sw::guarded<"outer">(inner);
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 9: the guard 'inner' is in the guard 'outer' (line 16)
