// expect: policy_of_another_type<char ?\*
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define POLICY "no"
#else
#define POLICY false
#endif
struct m : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.auto_deploy = POLICY};
  static constexpr auto operations = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
};
// says: 12: a text is no policy
