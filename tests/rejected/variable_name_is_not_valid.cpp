// expect: variable_name_is_not_valid
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::env<"MY-VARIABLE">("x");
#else
constexpr auto a = sw::env<"MY_VARIABLE">("x");
#endif
