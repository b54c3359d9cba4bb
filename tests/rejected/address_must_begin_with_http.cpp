// expect: address_must_begin_with_http
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::health(sw::http("localhost/health"));
#else
constexpr auto a = sw::health(sw::http("http://localhost/health"));
#endif
