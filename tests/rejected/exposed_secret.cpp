// expect: exposed_secret<.*"Configure it", 12.*"db_password"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
#define MODE "0644"
#else
#define MODE "0640"
#endif
constexpr auto conf = op<"Configure it">(
    sw::files::file("/srv/app.conf").from_template("{{password}}", let<"password">(sw::secret<"db_password">)).mode(MODE));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(conf);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 12: 'Configure it' puts the secret 'db_password' where others may read it
