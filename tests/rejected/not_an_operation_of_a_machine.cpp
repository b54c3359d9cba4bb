// expect: not_an_operation<slipway::resources::file_resource
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define NAMED(resource) resource
#else
#define NAMED(resource) sw::op<"Say it">(resource)
#endif

// what its rows would be, nobody is told
struct m : sw::machine<"m"> {
  static constexpr auto operations =
      sw::role(sw::op<"Make it">(sw::files::directory("/srv")), NAMED(sw::files::file("/etc/motd")));
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
