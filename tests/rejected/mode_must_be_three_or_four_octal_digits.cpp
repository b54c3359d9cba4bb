// expect: mode_must_be_three_or_four_octal_digits
// expect: "0888"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::files::file("/etc/motd").mode("0888");
#else
constexpr auto a = sw::files::file("/etc/motd").mode("0777");
#endif
// says: 9: the mode '0888' is not three or four octal digits
