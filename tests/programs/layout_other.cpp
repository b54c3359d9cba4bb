// Another layout for the same hosts: one of its machines claims what the first layout manages, the other does not.
#include "layout_versions.hpp"

struct greedy : sw::machine<"greedy"> {
  static constexpr auto operations = sw::role(op<"Take a file">(sw::files::file("/srv/layout/stays").content("mine\n")));
};

struct modest : sw::machine<"modest"> {
  static constexpr auto operations = sw::role(op<"Write my own">(sw::files::file("/srv/modest").content("mine\n")));
};

struct site : sw::layout<"other", greedy, modest> {
  static constexpr auto settings = common_settings;
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
