// expect: conflicting_operations<.*"Write hosts".*"Name the database".*"path:/etc/hosts"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#ifdef WRONG
constexpr auto hosts = op<"Write hosts">(sw::files::file("/etc/hosts").content("127.0.0.1 localhost\n"));
#else
constexpr auto hosts = op<"Write hosts">(sw::files::line("/etc/hosts", "127.0.0.1 localhost"));
#endif
constexpr auto database = op<"Name the database">(sw::files::line("/etc/hosts", "10.0.0.1 db"));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(hosts, database);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Name the database' and 'Write hosts' (line 8) want different things of the path '/etc/hosts'
