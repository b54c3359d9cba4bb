// expect: regular_expression_is_not_valid
// expect: \^\(10
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db").replacing("^(10");
#else
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db").replacing("^10");
#endif
// says: 8: '^(10' is not a regular expression
