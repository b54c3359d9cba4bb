// expect: pattern_must_not_end_in_a_backslash
// expect: creates
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::apt::packages("nginx").creates("/etc/nginx/\\");
#else
constexpr auto a = sw::apt::packages("nginx").creates("/etc/nginx/*");
#endif
// says: 9: the pattern '/etc/nginx/\' ends in a backslash, which quotes nothing
