// expect: text_must_not_contain_the_markers_of_a_block
// expect: END slipway block
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::block("/etc/hosts", "a\n# END slipway block\n");
#else
constexpr auto a = sw::files::block("/etc/hosts", "a\n# end of a block\n");
#endif
