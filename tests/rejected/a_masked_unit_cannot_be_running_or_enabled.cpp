// expect: a_masked_unit_cannot_be_running_or_enabled
// expect: nginx
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::systemd::service("nginx").masked().running();
#else
constexpr auto a = sw::systemd::service("nginx").masked().stopped();
#endif
