// A deployment in a project of its own.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto write_page = op<"Write the page">(sw::files::file("/srv/page").content("hello\n"));
constexpr auto link_page = op<"Link the page">(sw::files::link("/srv/index").to("page"), sw::after(write_page));

struct here : sw::machine<"here"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}};
#ifdef WRONG
  static constexpr auto operations = sw::role(link_page);
#else
  static constexpr auto operations = sw::role(write_page, link_page);
#endif
};
struct site : sw::layout<"consumer", here> {};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
