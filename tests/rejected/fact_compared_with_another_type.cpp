// expect: a fact is compared with a value of another type
// expect: fact_compared_with_another_type<.*"cpu.count".*int, char
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define COUNT "4"
#else
#define COUNT 4
#endif
constexpr auto a = sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n"),
                                            sw::when(sw::fact::cpu.count == COUNT));
// says: 13: 'cpu.count' is a number, and is compared with a text
