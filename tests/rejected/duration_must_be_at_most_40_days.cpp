// expect: duration_must_be_at_most_40_days
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;

#ifdef WRONG
constexpr auto a = sw::apply_within(24h * 41);
#else
constexpr auto a = sw::apply_within(24h * 40);
#endif
