// expect: path_must_be_normalised
// expect: "/srv/../etc/motd"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::files::directory("/srv/../etc/motd");
#else
constexpr auto a = sw::files::directory("/srv/.../etc/motd");
#endif
// says: 9: the path '/srv/../etc/motd' has a part that is empty, '.' or '..'
