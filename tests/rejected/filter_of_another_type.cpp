// expect: filter_of_another_type<bool ?\(\*
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
bool by_day(sw::context&) { return true; }
#else
std::optional<bool> by_day(sw::context&) { return true; }
#endif
struct m : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.filter = by_day};
  static constexpr auto operations = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
};
