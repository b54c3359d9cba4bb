// expect: link_needs_to_or_absent
// expect: /srv/site
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto a = op<"Link the site">(sw::files::link("/srv/site"));
#else
constexpr auto a = op<"Link the site">(sw::files::link("/srv/site").absent());
#endif
// says: 9: 'Link the site' does not say where the link leads
