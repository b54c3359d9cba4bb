// expect: hole_must_end_in_two_closing_braces
// expect: \{\{whom\}
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::file("/etc/motd").from_template("{{who}} and {{whom}\n", sw::let<"who">("us"));
#else
constexpr auto a = sw::files::file("/etc/motd").from_template("{{who}} and {whom}}\n", sw::let<"who">("us"));
#endif
// says: 8: a hole in '{{who}} and {{whom}\n' does not end
