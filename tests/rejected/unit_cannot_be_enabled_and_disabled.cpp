// expect: unit_cannot_be_enabled_and_disabled
// expect: nginx
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::systemd::service("nginx").disabled().enabled();
#else
constexpr auto a = sw::systemd::service("nginx").running().enabled();
#endif
