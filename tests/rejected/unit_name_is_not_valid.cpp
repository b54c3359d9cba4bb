// expect: unit_name_is_not_valid
// expect: nginx unit
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::systemd::service("nginx unit");
#else
constexpr auto a = sw::systemd::service("nginx-unit");
#endif
