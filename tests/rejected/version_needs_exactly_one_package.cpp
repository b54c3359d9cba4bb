// expect: version_needs_exactly_one_package
// expect: version
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::apt::packages("nginx", "tree").version("1.22.1-9");
#else
constexpr auto a = sw::apt::packages("nginx").version("1.22.1-9");
#endif
// says: 9: the version '1.22.1-9' is said of more than one package
