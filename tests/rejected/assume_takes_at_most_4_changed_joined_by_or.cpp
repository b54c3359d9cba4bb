// expect: assume_takes_at_most_4_changed_joined_by_or
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::assume_present(!changed(op<"Make it">(sw::server::shell("make"))));
#else
constexpr auto a = sw::assume_present(changed(op<"Make it">(sw::server::shell("make"))));
#endif
