// expect: name_must_be_letters_digits_hyphens_and_underscores
// at-most: 16
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
#define NAME "back.up"
#else
#define NAME "back-up"
#endif
constexpr auto job = sw::op<"Back up">(sw::cron::job(NAME).at("@daily").runs("true"));
