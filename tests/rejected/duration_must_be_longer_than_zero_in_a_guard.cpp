// expect: duration_must_be_longer_than_zero
// expect: confirm_within
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;

#ifdef WRONG
constexpr auto a = sw::confirm_within(0s);
#else
constexpr auto a = sw::confirm_within(30s);
#endif
