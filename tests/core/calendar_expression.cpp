#include <slipway/core/calendar_expression.hpp>

#include "catch.hpp"

using slipway::is_calendar_expression;

static_assert(is_calendar_expression("Mon..Fri *-*-* 03:30"));

// systemd.time(7), "CALENDAR EVENTS"; each was given to systemd-analyze calendar of systemd 252
TEST_CASE("calendar_expression: what systemd takes") {
  for (const auto* text : {"hourly",
                           "daily",
                           "weekly",
                           "monthly",
                           "yearly",
                           "quarterly",
                           "semiannually",
                           "minutely",
                           "annually",
                           "Sat,Thu,Mon..Wed,Sat..Sun",
                           "Mon,Sun 12-*-* 2,1:23",
                           "Wed *-1",
                           "Wed..Wed,Wed *-1",
                           "10-15",
                           "Sat 2003-03-05",
                           "Sat,Mon..Thu,Sun 10:20",
                           "2003-03-05 05:40",
                           "05:40:23.4200004",
                           "*-*-* 4:30:00",
                           "2003-02..04-05",
                           "2003-03-05 05:40 UTC",
                           "weekly UTC",
                           "10:00 utc",
                           "10:00..12:00",
                           "*-*~3",
                           "2003-02~1 00:00",
                           "0/15:00",
                           "*:0/15",
                           "*-*-1,15 9..17:30",
                           "Mon *-05~07/1",
                           "*-*-* 10:00 Europe/Berlin",
                           "*-*-* *:*:*"}) {
    INFO(text);
    CHECK(is_calendar_expression(text));
  }
}

TEST_CASE("calendar_expression: what it does not") {
  for (const auto* text : {"",
                           " ",
                           "dayly",
                           "25:00",
                           "10:60",
                           "10:00:60",
                           "13-01",
                           "00-01",
                           "1-32",
                           "Mo",
                           "Mon..",
                           "..Fri",
                           "Mon,,Tue",
                           "2003-03-05-01",
                           "*",
                           "10",
                           "10:00 2003-03-05",
                           "10:00 10:00",
                           "Mon Tue",
                           "UTC",
                           "*/0:00",
                           "0/0:00",
                           "1969-01-01",
                           "2300-01-01",
                           "a:b",
                           "*-*-* 10:00\n",
                           "10:00 ",
                           "10:00  UTC",
                           "-01-01",
                           "~1",
                           "12345-01-01",
                           "10:00:1.5x",
                           "weekly Mon",
                           "weeklyUTC",
                           "10::00",
                           "10:00:"}) {
    INFO(text);
    CHECK_FALSE(is_calendar_expression(text));
  }
}
