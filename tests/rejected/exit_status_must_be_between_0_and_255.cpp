// expect: exit_status_must_be_between_0_and_255
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::success_codes(0, 256);
#else
constexpr auto a = sw::success_codes(0, 255);
#endif
