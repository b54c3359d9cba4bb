// expect: text_must_be_one_line
// expect: 10\.0\.0\.2 web
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db\n10.0.0.2 web");
#else
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db");
#endif
// says: 8: '10.0.0.1 db\n10.0.0.2 web' is more than one line
