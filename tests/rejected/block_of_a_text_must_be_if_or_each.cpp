// expect: block_of_a_text_must_be_if_or_each
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG

constexpr auto a = sw::files::file("/etc/motd").from_template("{{#unless a}}x{{/unless}}\n", sw::let<"a">(true));
#else
constexpr auto a = sw::files::file("/etc/motd").from_template("{{#if a}}x{{/if}}\n", sw::let<"a">(true));
#endif
// says: 8: '{{#unless a}}x{{/unless}}\n' begins no block
