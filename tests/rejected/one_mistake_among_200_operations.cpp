// expect: missing_dependency<.*"Reload the proxy", 26.*"Install the proxy"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

#define FIVE(n)                                                                                                                \
  op<"Make the folder " #n>(sw::files::directory("/srv/app/" #n).mode("0750")),                                                \
      op<"Configure " #n>(sw::files::file("/srv/app/" #n "/conf")                                                              \
                              .from_template("name = {{name}}\n", sw::let<"name">(#n))                                         \
                              .mode("0640")                                                                                    \
                              .owner("root", "root")),                                                                         \
      op<"Set the key " #n>(sw::files::line("/etc/app.conf", "key" #n " = 1")),                                                \
      op<"Install " #n>(sw::apt::packages("package" #n).creates("/etc/package" #n "/**")),                                     \
      op<"Run " #n>(sw::systemd::service("unit" #n).running().enabled())
#define FIFTY(tens)                                                                                                            \
  FIVE(tens##0), FIVE(tens##1), FIVE(tens##2), FIVE(tens##3), FIVE(tens##4), FIVE(tens##5), FIVE(tens##6), FIVE(tens##7),      \
      FIVE(tens##8), FIVE(tens##9)

constexpr auto proxy = op<"Install the proxy">(sw::apt::packages("nginx").creates("/etc/nginx/**"));
#ifdef WRONG
#define LISTED
#else
#define LISTED proxy,
#endif
constexpr auto reload = op<"Reload the proxy">(sw::systemd::reload("nginx"), sw::after(proxy));

struct m : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
  static constexpr auto operations = sw::role(FIFTY(1), FIFTY(2), LISTED reload, FIFTY(3), FIFTY(4));
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 26: 'Reload the proxy' waits for 'Install the proxy', which is not in its role
