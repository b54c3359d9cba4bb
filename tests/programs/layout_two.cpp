// The next version: an operation has left, a role was taken from a machine, and a machine is gone.
#include "layout_versions.hpp"

struct base : sw::machine<"base"> {
  static constexpr auto& operations = base_role;
};

struct app : sw::machine<"app", sw::depends_on<base>> {
  static constexpr auto& operations = app_role;
};

struct site : sw::layout<"versions", app, base, others> {
  static constexpr auto settings = common_settings;
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
