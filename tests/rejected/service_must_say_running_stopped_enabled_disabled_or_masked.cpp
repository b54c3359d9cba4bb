// expect: service_must_say_running_stopped_enabled_disabled_or_masked
// expect: op<
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Run nginx">(sw::systemd::service("nginx"));
#else
constexpr auto a = op<"Run nginx">(sw::systemd::service("nginx").running());
#endif
// says: 9: 'Run nginx' does not say what the service shall be
