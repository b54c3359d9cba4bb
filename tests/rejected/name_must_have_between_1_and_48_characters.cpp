// expect: name_must_have_between_1_and_48_characters
// at-most: 16
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
#define NAME "a-name-of-which-nobody-could-say-that-it-is-short-"
#else
#define NAME "a-short-name"
#endif
constexpr auto job = sw::op<"Back up">(sw::cron::job(NAME).at("@daily").runs("true"));
