// expect: name_must_be_one_line_of_plain_text
// expect: Say
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Say\nwho">(sw::files::file("/etc/motd"));
#else
constexpr auto a = op<"Say who">(sw::files::file("/etc/motd"));
#endif
// says: 9: the name 'Say\nwho' is not one line of plain text
