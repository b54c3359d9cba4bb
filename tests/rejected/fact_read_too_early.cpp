// expect: fact_read_too_early<.*"Say the version", 14.*"Install the tool", 13.*"/usr/share/tool/version"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
#define CREATED "/usr/share/tool/**"
#else
#define CREATED "/usr/share/tools/**"
#endif
constexpr auto version = sw::fact::file("/usr/share/tool/version").content;
constexpr auto install = op<"Install the tool">(sw::apt::packages("tool").creates(CREATED));
constexpr auto say = op<"Say the version">(sw::files::file("/etc/motd").from_template("{{v}}\n", sw::let<"v">(version)));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(install, say);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 14: 'Say the version' uses a fact about '/usr/share/tool/version', which 'Install the tool' (line 13) may change
