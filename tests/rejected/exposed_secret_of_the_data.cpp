// expect: exposed_secret<.*"Configure it", 16.*"db_password"
// expect: exposed_secret<.*"Say it", 17.*"db_password"
// at-most: 29
// errors: 2
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::let, sw::op;

#ifdef WRONG
constexpr sw::fixed_string hole = "{{password}}";
#else
constexpr sw::fixed_string hole = "{{host}}";
#endif
constexpr auto conf =
    op<"Configure it">(sw::files::file("/srv/app.conf").from_template(hole.view()));
constexpr auto block = op<"Say it">(sw::files::block("/srv/other.conf").from_template(hole.view()));
constexpr auto quiet = op<"Keep it">(sw::files::file("/srv/own.conf").from_template("{{password}}").mode("0600"));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(conf, block, quiet);
};
struct site : sw::layout<"site", m> {
  static constexpr auto data = sw::data(let<"password">(sw::secret<"db_password">), let<"host">("db"));
};
static_assert(sw::check<site>);
// says: 16: 'Configure it' puts the secret 'db_password' where others may read it
// says: 17: 'Say it' puts the secret 'db_password' where others may read it
