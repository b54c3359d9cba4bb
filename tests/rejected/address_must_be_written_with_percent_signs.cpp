// expect: address_must_be_written_with_percent_signs
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::health(sw::http("http://localhost/is it well"));
#else
constexpr auto a = sw::health(sw::http("http://localhost/is%20it%20well"));
#endif
