// expect: unguarded_lockout_risk<.*"Forbid passwords", 12.*"/etc/ssh/sshd_config.d".*"/00-passwords.conf"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define REASON
#else
#define REASON , sw::unguarded("there is a console")
#endif
constexpr auto conf = op<"Forbid passwords">(
    sw::files::file("/etc/ssh/sshd_config.d/00-passwords.conf").content("PasswordAuthentication no\n") REASON);

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(conf);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Forbid passwords' may lock you out, because it changes '/etc/ssh/sshd_config.d/00-passwords.conf'
