// expect: retry_must_be_between_1_and_1000_times
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::retry(0, 1s);
#else
constexpr auto a = sw::retry(1, 1s);
#endif
