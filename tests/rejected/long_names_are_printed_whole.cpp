// expect: conflicting_operations<.*"path:/etc/nginx/sites-available".*"/a-rather-long-name.example.com.conf"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#define PATH "/etc/nginx/sites-available/a-rather-long-name.example.com.con"
constexpr auto a = op<"Write the site">(sw::files::file(PATH "f").content("x\n"));
#ifdef WRONG
constexpr auto b = op<"Write it otherwise">(sw::files::file(PATH "f").content("y\n"));
#else
constexpr auto b = op<"Write it otherwise">(sw::files::file(PATH "g").content("y\n"));
#endif

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(a, b);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 10: 'Write it otherwise' and 'Write the site' (line 8) want different things of the path
// says: '/etc/nginx/sites-available/a-rather-long-name.example.com.conf'
