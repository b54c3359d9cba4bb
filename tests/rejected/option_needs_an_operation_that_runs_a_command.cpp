// expect: option_needs_an_operation_that_runs_a_command
#include <slipway/dsl.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Write it">(sw::files::file("/srv/a"), sw::as("app"));
#else
constexpr auto a = op<"Write it">(sw::files::file("/srv/a").owner("app"));
#endif
