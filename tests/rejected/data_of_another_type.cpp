// expect: data_of_another_type<node_data>
#include <slipway/slipway.hpp>

namespace sw = slipway;

#ifdef WRONG
using size_type = double;
#else
using size_type = int;
#endif
struct node_data {
  BOOST_HANA_DEFINE_STRUCT(node_data, (size_type, size));
};
struct nodes : sw::machines_from<"nodes.json", node_data> {
  static constexpr auto operations = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\n")));
};
struct site : sw::layout<"site", nodes> {};
int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
