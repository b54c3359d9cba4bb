// expect: version_and_latest_exclude_each_other
// expect: latest
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::apt::packages("nginx").version("1.22.1-9").latest();
#else
constexpr auto a = sw::apt::packages("nginx").version("1.22.1-9");
#endif
