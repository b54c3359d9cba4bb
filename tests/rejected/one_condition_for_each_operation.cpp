// expect: slipway: an operation takes one when\(\.\.\.\); join conditions with && and \|\|
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::when;

#ifdef WRONG
#define TWICE when(sw::fact::cpu.count > 1), when(sw::fact::os.id == "debian")
#else
#define TWICE when(sw::fact::cpu.count > 1 && sw::fact::os.id == "debian")
#endif
constexpr auto a = sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n"), TWICE);
// says: 12: an operation takes one when(...)
