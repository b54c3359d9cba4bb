// expect: not_restorable<.*"Upgrade sshd", 12.*"sshd", 14
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define UNDO
#else
#define UNDO .undo("apt-get install -y --allow-downgrades openssh-server=1:9.2p1-2")
#endif
constexpr auto upgrade = op<"Upgrade sshd">(sw::apt::packages("openssh-server").latest() UNDO);

constexpr auto group = sw::guarded<"sshd">(sw::role(upgrade), sw::confirm_within(std::chrono::seconds(30)));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(group);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Upgrade sshd' cannot be taken back, as all of the guarded 'sshd' must be
