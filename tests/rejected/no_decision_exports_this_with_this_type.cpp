// expect: no_decision_exports_this_with_this_type
// expect: port
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

struct db : sw::machine<"db"> {
  static constexpr auto operations =
      sw::role(sw::dynamic<"Set">(sw::reads(), [](sw::dynamic_context&) {}, sw::exports<"port", int>));
};
#ifdef WRONG
constexpr auto port = sw::from<db>("port");
#else
constexpr auto port = sw::from<db, int>("port");
#endif
// says: 13: no decision of that machine exports 'port' with this type
