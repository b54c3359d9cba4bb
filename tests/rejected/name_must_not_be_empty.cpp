// expect: name_must_not_be_empty
// expect: op<
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"">(sw::files::file("/etc/motd"));
#else
constexpr auto a = op<"a">(sw::files::file("/etc/motd"));
#endif
