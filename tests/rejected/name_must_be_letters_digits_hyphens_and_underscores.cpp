// expect: name_must_be_letters_digits_hyphens_and_underscores
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
constexpr auto job = sw::op<"Back up">(sw::cron::job("back.up").at("@daily").runs("true"));
#else
constexpr auto job = sw::op<"Back up">(sw::cron::job("back-up").at("@daily").runs("true"));
#endif
