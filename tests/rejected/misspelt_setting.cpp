// expect: state_direktory
#include <slipway/dsl.hpp>

namespace sw = slipway;

struct m : sw::machine<"m"> {
#ifdef WRONG
  static constexpr auto settings = sw::settings{.connection = {}, .state_direktory = "/srv/state"};
#else
  static constexpr auto settings = sw::settings{.connection = {}, .state_directory = "/srv/state"};
#endif
};
// says: 8: settings has no 'state_direktory'; did you mean 'state_directory'?
