// expect: groups_and_member_of_exclude_each_other
// expect: "deploy"
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::server::user("deploy").groups("sudo").member_of("adm");
#else
constexpr auto a = sw::server::user("deploy").member_of("adm");
#endif
// says: 8: 'deploy' has groups(...) and member_of(...), which exclude each other
