// expect: package_name_is_not_one_of_debian
// expect: nginx=1
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::apt::packages("nginx=1");
#else
constexpr auto a = sw::apt::packages("nginx-1");
#endif
// says: 9: 'nginx=1' cannot be the name of a Debian package
