// expect: user_or_group_name_is_not_valid
// expect: "Deploy"
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::server::user("Deploy");
#else
constexpr auto a = sw::server::user("deploy");
#endif
// says: 8: 'Deploy' cannot be the name of a user or a group
