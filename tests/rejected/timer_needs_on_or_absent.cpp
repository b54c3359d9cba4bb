// expect: timer_needs_on_or_absent
// at-most: 19
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::op<"Time it">(sw::systemd::timer("backup").persistent());
#else
constexpr auto a = sw::op<"Time it">(sw::systemd::timer("backup").persistent().on("daily"));
#endif
