// expect: block_of_a_text_is_not_open_here
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG

constexpr auto a = sw::files::file("/etc/motd").from_template("x{{/if}}\n", sw::let<"a">(true));
#else
constexpr auto a = sw::files::file("/etc/motd").from_template("{{#if a}}x{{/if}}\n", sw::let<"a">(true));
#endif
// says: 8: 'x{{/if}}\n' belongs to no block that is open there
