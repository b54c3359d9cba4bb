// The first version of a layout; layout_two.cpp is the next one.
#include "layout_versions.hpp"

struct leaver : sw::machine<"leaver"> {
  static constexpr auto operations = sw::role(op<"Write what nobody wants">(sw::files::file("/srv/leaver").content("left\n")));
};

inline constexpr auto whole_role =
    sw::role(op<"Write what leaves">(sw::files::file("/srv/leaves").content("leaves\n")), base_role,
             sw::role<"extra">(op<"Write it">(sw::files::file("/srv/extra").content("extra\n"))));

struct base : sw::machine<"base"> {
  static constexpr auto& operations = whole_role;
};

struct app : sw::machine<"app", sw::depends_on<base>> {
  static constexpr auto& operations = app_role;
};

struct careful : sw::machine<"careful"> {
  static constexpr auto operations =
      sw::role(careful_role, op<"Write what goes">(sw::files::file("/srv/careless").content("careless\n")));
};
struct archive : sw::enclave<"archive", careful> {
  static constexpr auto settings = sw::settings{.destroy = sw::deletion::warn, .orphan = sw::deletion::warn};
};

struct site : sw::layout<"versions", app, base, others, archive, leaver> {
  static constexpr auto settings = common_settings;
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
