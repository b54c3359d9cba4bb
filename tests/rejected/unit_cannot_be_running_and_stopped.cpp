// expect: unit_cannot_be_running_and_stopped
// expect: nginx
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::systemd::service("nginx").running().stopped();
#else
constexpr auto a = sw::systemd::service("nginx").running().enabled();
#endif
// says: 9: 'nginx' shall be running and stopped
