// expect: port_must_be_between_1_and_65535
// expect: connection
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::settings{.connection = sw::ssh{.port = 222222}};
#else
constexpr auto a = sw::settings{.connection = sw::ssh{.port = 2222}};
#endif
// says: 9: a port is not between 1 and 65535
