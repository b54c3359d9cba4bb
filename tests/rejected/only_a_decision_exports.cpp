// expect: slipway: only a decision, dynamic<\.\.\.>, exports values
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define EXPORTS , sw::exports<"port">
#else
#define EXPORTS
#endif
constexpr auto a = sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n") EXPORTS);
// says: 11: only a decision, dynamic<...>, exports values
