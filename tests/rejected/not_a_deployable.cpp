// expect: not_a_deployable<rack>
#include <slipway/dsl.hpp>

namespace sw = slipway;

inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
struct rack {
#ifdef WRONG
  static constexpr std::string_view name = "r1";
#else
  static constexpr std::string_view prefix = "Rack", name = "r1";
#endif
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", rack> {};
static_assert(sw::check<site>);
