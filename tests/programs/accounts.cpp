// Users and groups, and lines and blocks beside them: made, changed, and taken away again.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::let, sw::op, sw::when;

constexpr auto know_database =
    op<"Know the database">(sw::files::line("/etc/hosts", "10.9.9.9 db").replacing("^10\\.9\\.9\\.9[ \t]"));

struct made : sw::machine<"made"> {
  static constexpr auto operations = sw::role(
      op<"Make the group">(sw::server::group("dockers").gid(2345)),
      op<"Make the system group">(sw::server::group("appsys").system()),
      op<"Make the system user">(
          sw::server::user("app").home("/srv/app").shell("/usr/sbin/nologin").system().comment("The \"app\" & $x")),
      op<"Make the person">(sw::server::user("carol").home("/home/carol").uid(3456).shell("/bin/bash").groups("dockers", "adm")),
      op<"Have a folder for jobs">(sw::files::directory("/etc/cron.d")),
      op<"Give her a job">(sw::cron::job("carols-log").at("0 4 * * mon-fri").runs("date +%F >>/home/carol/log").as("carol")),
      op<"Let deploy in">(sw::server::user("deploy").member_of("dockers")), know_database,
      op<"Know more">(sw::files::block("/etc/hosts")
                          .from_template("10.9.9.8 {{os}}\n10.9.9.7 {{name}}", let<"os">(sw::fact::os.id), let<"name">("web"))
                          .named("more")),
      op<"Set her shell up">(sw::files::line("/home/carol/.profile", "export X='\\$HOME'")),
      op<"Look once">(sw::server::shell("id -un >/home/carol/seen").creates("/home/carol/seen").affects_nothing_else()),
      op<"Look again">(sw::server::shell("echo again >>/home/carol/seen").affects("/home/carol/*"),
                       when(changed(know_database))));
};

struct changed_a_lot : sw::machine<"changed-a-lot"> {
  static constexpr auto operations = sw::role(
      op<"Number the system group">(sw::server::group("appsys").gid(4567)),
      op<"Change the person">(sw::server::user("carol").uid(3457).shell("/bin/sh").groups()),
      op<"Change the system user">(sw::server::user("app").home("/srv/elsewhere").group("appsys").member_of("dockers", "adm")),
      op<"Make a user whose group is there">(sw::server::user("dockers").system()),
      op<"Forget the database">(sw::files::line("/etc/hosts", "10.9.9.9 db").absent()),
      op<"Forget more">(sw::files::block("/etc/hosts").named("more").absent()));
};

struct gone : sw::machine<"gone"> {
  static constexpr auto operations = sw::role(
      op<"Take her job">(sw::cron::job("carols-log").absent()), op<"Remove the person">(sw::server::user("carol").absent()),
      op<"Remove the system user">(sw::server::user("app").absent()),
      op<"Remove the third">(sw::server::user("dockers").absent()),
      op<"Let deploy be an administrator alone">(sw::server::user("deploy").groups("sudo")),
      op<"Remove the group">(sw::server::group("dockers").absent()),
      op<"Remove the system group">(sw::server::group("appsys").absent()));
};

struct refused : sw::machine<"refused"> {
  static constexpr auto operations = sw::role(op<"Remove a primary group">(sw::server::group("guest").absent()));
};

struct site : sw::layout<"accounts", made, changed_a_lot, gone, refused> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
