// The next version: an operation has left, a role was taken from a machine, and a machine is gone.
#include "layout_versions.hpp"

struct base : sw::machine<"base"> {
  static constexpr auto& operations = base_role;
};

struct app : sw::machine<"app", sw::depends_on<base>> {
  static constexpr auto& operations = app_role;
};

struct careful : sw::machine<"careful"> {
  static constexpr auto operations = sw::role(careful_role);
};
struct archive : sw::enclave<"archive", careful> {
  static constexpr auto settings = sw::settings{.destroy = sw::deletion::warn, .orphan = sw::deletion::warn};
};

struct site : sw::layout<"versions", app, base, others, archive> {
  static constexpr auto settings = common_settings;
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
