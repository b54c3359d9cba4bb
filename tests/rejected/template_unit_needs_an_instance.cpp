// expect: template_unit_needs_an_instance
// expect: getty@
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::systemd::service("getty@");
#else
constexpr auto a = sw::systemd::service("getty@tty1");
#endif
// says: 9: 'getty@' is a template, which cannot run by itself
