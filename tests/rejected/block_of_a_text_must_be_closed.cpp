// expect: block_of_a_text_must_be_closed
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG

constexpr auto a = sw::files::file("/etc/motd").from_template("{{#if a}}x\n", sw::let<"a">(true));
#else
constexpr auto a = sw::files::file("/etc/motd").from_template("{{#if a}}x{{/if}}\n", sw::let<"a">(true));
#endif
// says: 8: a block in '{{#if a}}x\n' is not closed
