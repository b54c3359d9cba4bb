// expect: path_must_be_absolute
// expect: "etc/motd"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::files::file("etc/motd");
#else
constexpr auto a = sw::files::file("/etc/motd");
#endif
// says: 9: 'etc/motd' is not an absolute path
