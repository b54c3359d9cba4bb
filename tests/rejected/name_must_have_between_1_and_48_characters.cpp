// expect: name_must_have_between_1_and_48_characters
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
constexpr auto job = sw::op<"Back up">(sw::cron::job("a-name-of-which-nobody-could-say-that-it-is-short-").at("@daily").runs("true"));
#else
constexpr auto job = sw::op<"Back up">(sw::cron::job("a-short-name").at("@daily").runs("true"));
#endif
