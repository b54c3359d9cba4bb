// expect: regular_expression_means_different_things_to_awks
// expect: d\+ 
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db").replacing("^\\d+ ");
#else
constexpr auto a = sw::files::line("/etc/hosts", "10.0.0.1 db").replacing("^[0-9]+ ");
#endif
