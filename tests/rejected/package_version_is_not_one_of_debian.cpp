// expect: package_version_is_not_one_of_debian
// expect: 1\.22 1-9
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::apt::packages("nginx").version("1.22 1-9");
#else
constexpr auto a = sw::apt::packages("nginx").version("1.22.1-9");
#endif
