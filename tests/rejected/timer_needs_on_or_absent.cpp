// expect: timer_needs_on_or_absent
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::op<"Time it">(sw::systemd::timer("backup").persistent());
#else
constexpr auto a = sw::op<"Time it">(sw::systemd::timer("backup").persistent().on("daily"));
#endif
