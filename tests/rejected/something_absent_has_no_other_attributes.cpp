// expect: something_absent_has_no_other_attributes
// expect: /srv/app
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::files::directory("/srv/app").mode("0755").absent();
#else
constexpr auto a = sw::files::directory("/srv/app").mode("0755");
#endif
// says: 9: '/srv/app' shall be absent and have attributes
