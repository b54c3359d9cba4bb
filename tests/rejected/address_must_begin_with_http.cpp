// expect: address_must_begin_with_http
// at-most: 17
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::health(sw::http("localhost/health"));
#else
constexpr auto a = sw::health(sw::http("http://localhost/health"));
#endif
