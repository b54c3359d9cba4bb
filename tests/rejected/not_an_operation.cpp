// expect: slipway: a role holds operations and roles
// expect: not_an_operation<.*file_resource
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define NAMED(resource) resource
#else
#define NAMED(resource) sw::op<"Say who we are">(resource)
#endif
constexpr auto a = sw::role(sw::op<"Make it">(sw::files::directory("/srv")), NAMED(sw::files::file("/etc/motd")));
// says: 12: role(...) holds something that is neither an operation nor a role: file_resource
