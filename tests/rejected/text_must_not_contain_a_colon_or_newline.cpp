// expect: text_must_not_contain_a_colon_or_newline
// expect: who: everybody
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::server::user("deploy").comment("who: everybody");
#else
constexpr auto a = sw::server::user("deploy").comment("who, everybody");
#endif
