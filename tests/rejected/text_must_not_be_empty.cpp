// expect: text_must_not_be_empty
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::server::shell("");
#else
constexpr auto a = sw::server::shell("true");
#endif
