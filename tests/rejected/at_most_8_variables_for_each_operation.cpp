// expect: at_most_8_variables_for_each_operation
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Migrate">(sw::server::shell("migrate"), sw::env<"V0">(""), sw::env<"V1">(""), sw::env<"V2">(""), sw::env<"V3">(""), sw::env<"V4">(""), sw::env<"V5">(""), sw::env<"V6">(""), sw::env<"V7">(""), sw::env<"V8">(""));
#else
constexpr auto a = op<"Migrate">(sw::server::shell("migrate"), sw::env<"V0">(""), sw::env<"V1">(""), sw::env<"V2">(""), sw::env<"V3">(""), sw::env<"V4">(""), sw::env<"V5">(""), sw::env<"V6">(""), sw::env<"V7">(""));
#endif
