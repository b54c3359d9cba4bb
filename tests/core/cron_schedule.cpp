#include <slipway/core/cron_schedule.hpp>

#include "catch.hpp"

using slipway::is_cron_schedule;

static_assert(is_cron_schedule("30 3 * * *"));

// crontab(5)
TEST_CASE("cron_schedule: what cron takes") {
  for (const auto* text :
       {"* * * * *", "0 0 1 1 0", "59 23 31 12 7", "*/5 * * * *", "0-30/10 8-18 * * mon-fri", "1,2,3-5 * * JAN,dec Sun",
        "0 0 * feb 0,6", "@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}) {
    INFO(text);
    CHECK(is_cron_schedule(text));
  }
}

TEST_CASE("cron_schedule: what it does not") {
  for (const auto* text : {"",
                           "* * * *",
                           "* * * * * *",
                           "60 * * * *",
                           "* 24 * * *",
                           "* * 0 * *",
                           "* * 32 * *",
                           "* * * 0 *",
                           "* * * 13 *",
                           "* * * * 8",
                           "5/2 * * * *",
                           "*/0 * * * *",
                           "*/60 * * * *",
                           "30-10 * * * *",
                           "1,,2 * * * *",
                           "1, * * * *",
                           "- * * * *",
                           "jan * * * *",
                           "* * * january *",
                           "* * * * mo",
                           "-1 * * * *",
                           "1.5 * * * *",
                           "*  * * * *",
                           " * * * * *",
                           "* * * * * ",
                           "@dayly",
                           "@",
                           "* * * * *\n",
                           "1000 * * * *"}) {
    INFO(text);
    CHECK_FALSE(is_cron_schedule(text));
  }
}
