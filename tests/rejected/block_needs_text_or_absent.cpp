// expect: block_needs_text_or_absent
// expect: /etc/hosts
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Write the block">(sw::files::block("/etc/hosts"));
#else
constexpr auto a = op<"Write the block">(sw::files::block("/etc/hosts").absent());
#endif
// says: 9: 'Write the block' does not say what the block holds
