// expect: cron_job_needs_at_and_runs_or_absent
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
#define COMMAND
#else
#define COMMAND .runs("true")
#endif
constexpr auto job = sw::op<"Back up">(sw::cron::job("backup").at("@daily") COMMAND);
