// expect: schedule_is_not_one_of_crontab
// says: 7: '30 24 * * *' is no schedule of crontab(5)
#include <slipway/dsl.hpp>

namespace sw = slipway;
#ifdef WRONG
#define SCHEDULE "30 24 * * *"
#else
#define SCHEDULE "30 23 * * *"
#endif
constexpr auto job = sw::op<"Back up">(sw::cron::job("backup").at(SCHEDULE).runs("true"));
