// expect: path_must_be_relative_to_the_closure
// expect: "/bin/self-test"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = sw::nix::system(".").pre_activate("/bin/self-test");
#else
constexpr auto a = sw::nix::system(".").pre_activate("bin/self-test");
#endif
// says: 9: '/bin/self-test' is not a path inside the closure
