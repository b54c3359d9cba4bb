// expect: calendar_is_not_one_of_systemd
// says: 8: '25:00' is no calendar event of systemd; write it as in "Mon..Fri *-*-* 03:30" or "daily"
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::systemd::timer("backup").on("25:00");
#else
constexpr auto a = sw::systemd::timer("backup").on("23:00");
#endif
