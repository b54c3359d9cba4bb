// expect: not_restorable<.*"Load the firewall", 13.*"firewall", 16
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define REASON
#else
#define REASON , sw::irreversible("the guard puts the rules back that it found")
#endif
constexpr auto rules = op<"Write the rules">(sw::files::file("/etc/nftables.conf").content("flush ruleset\n"));
constexpr auto load = op<"Load the firewall">(sw::server::shell("nft -f /etc/nftables.conf").affects_nothing_else() REASON);

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::guarded<"firewall">(sw::role(rules, load));
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 13: 'Load the firewall' cannot be taken back, as all of the guarded 'firewall' must be
