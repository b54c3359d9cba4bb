// expect: text_must_not_contain_nul
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto a = sw::files::block("/etc/hosts", std::string_view("a\0b", 3));
#else
constexpr auto a = sw::files::block("/etc/hosts", std::string_view("a\0b", 1));
#endif
// says: 7: 'a\x00b' contains a NUL byte
