// expect: duration_must_be_longer_than_zero
// expect: max_age
#include <chrono>

#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;

#ifdef WRONG
constexpr auto a = sw::apt::update().max_age(0h);
#else
constexpr auto a = sw::apt::update().max_age(1h);
#endif
