// expect: command_must_not_be_empty
// expect: docker
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::settings{.connection = sw::docker{.command = ""}};
#else
constexpr auto a = sw::settings{.connection = sw::docker{.command = "docker"}};
#endif
// says: 8: a command is empty
