// expect: option_is_given_twice
// says: 10: the option 'timeout' is given twice; drop one
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Migrate">(sw::server::shell("migrate"), sw::timeout(1s), sw::timeout(2s));
#else
constexpr auto a = op<"Migrate">(sw::server::shell("migrate"), sw::timeout(1s));
#endif
