// expect: mode_must_be_three_or_four_octal_digits
// expect: "0888"
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

// operations as a function of the user's own makes them
template <sw::fixed_string Name>
constexpr auto application() {
  return sw::role(
      op(sw::named(sw::joined<"Make the folder of ", Name>), sw::files::directory(sw::joined<"/srv/", Name>).mode("0750")),
      op(sw::named(sw::joined<"Configure ", Name>), sw::files::file(sw::joined<"/srv/", Name, "/conf">).content("on\n")),
      op(sw::named(sw::joined<"Install ", Name>), sw::apt::packages(sw::joined<"app-", Name>).creates("/usr/lib/apps/**")),
      op(sw::named(sw::joined<"Start ", Name>), sw::systemd::service(sw::joined<"app-", Name>).running().enabled()),
      op(sw::named(sw::joined<"Allow ", Name>), sw::files::line("/etc/apps", sw::joined<"allow ", Name>)));
}
#define TEN(tens)                                                                                                              \
  application<#tens "0">(), application<#tens "1">(), application<#tens "2">(), application<#tens "3">(),                     \
      application<#tens "4">(), application<#tens "5">(), application<#tens "6">(), application<#tens "7">(),                 \
      application<#tens "8">(), application<#tens "9">()

struct m : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
#ifdef WRONG
  static constexpr auto operations = sw::role(TEN(1), TEN(2), op<"Share">(sw::files::directory("/srv/all").mode("0888")), TEN(3), TEN(4));
#else
  static constexpr auto operations = sw::role(TEN(1), TEN(2), op<"Share">(sw::files::directory("/srv/all").mode("0777")), TEN(3), TEN(4));
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 26: the mode '0888' is not three or four octal digits
