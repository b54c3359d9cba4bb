// expect: path_must_not_end_in_a_slash
// expect: "/etc/"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::files::link("/etc/");
#else
constexpr auto a = sw::files::link("/etc");
#endif
