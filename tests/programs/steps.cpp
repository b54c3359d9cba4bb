// Steps that fail, take their time, or talk too much.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::op, sw::when;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/steps"));

struct failing : sw::machine<"failing"> {
  static constexpr auto operations =
      sw::role(folder, op<"Write it">(sw::files::file("/srv/steps/before").content("written\n")),
               op<"Break">(sw::server::shell("seq 100; echo 'to stderr' >&2; exit 3").affects_nothing_else()),
               op<"Never come here">(sw::files::file("/srv/steps/after").content("written\n")));
};

struct steady : sw::machine<"steady"> {
  static constexpr auto operations = sw::role(folder, op<"Write it">(sw::files::file("/srv/steps/before").content("written\n")));
};

// what stands between a change and its reload may fail
constexpr auto configure = op<"Configure">(sw::files::file("/srv/steps/configuration").content("new\n"));

struct pending : sw::machine<"pending"> {
  static constexpr auto operations =
      sw::role(folder, configure,
               op<"Hold together">(
                   sw::server::shell("echo 'it is broken'; exit 1").unless("test ! -e /srv/steps/broken").affects_nothing_else()),
               op<"Reload">(sw::server::shell("echo reloaded >>/srv/steps/reloads").affects("/srv/steps/reloads"),
                            when(changed(configure))));
};

inline constexpr auto in_two_steps = sw::role(
    folder,
    op<"Take some time">(
        sw::server::shell("echo begun >>/srv/steps/slow; sleep 3; echo ended >>/srv/steps/slow").affects("/srv/steps/slow")),
    op<"Come after it">(sw::server::shell("echo after >>/srv/steps/slow").affects("/srv/steps/slow")));

struct slow_1 : sw::machine<"slow-1"> {
  static constexpr auto& operations = in_two_steps;
};
struct slow_2 : sw::machine<"slow-2"> {
  static constexpr auto& operations = in_two_steps;
};

struct talkative : sw::machine<"talkative"> {
  static constexpr auto operations =
      sw::role(op<"Say a lot">(sw::server::shell("yes 'all work and no play' | head -c 52428800").affects_nothing_else()),
               op<"Say a lot, then fail">(
                   sw::server::shell("head -c 52428800 /dev/zero; echo; echo 'the last words'; exit 1").affects_nothing_else()));
};

struct hostile : sw::machine<"hostile"> {
  static constexpr auto operations =
      sw::role(op<"Shout">(sw::server::shell("printf '\\033[31mred\\007\\033]0;title\\007 \\377\\376 \\342\\200\\256 \\r\\000\\n"
                                             "::error::to the CI\\n9 end succeeded .\\n'; exit 1")
                               .affects_nothing_else()));
};

struct careless : sw::machine<"careless"> {
  static constexpr auto operations = sw::role(
      op<"Leave something running">(sw::server::shell("sleep 600 & echo $! >/run/left; exit 0").affects_nothing_else()),
      op<"Ask">(sw::server::shell("read answer; test -z \"$answer\"; env | sort >/run/environment; pwd >>/run/environment")
                    .affects_nothing_else()));
};

constexpr auto app_user = op<"Create the user">(sw::server::user("app").home("/srv/app-home"));
constexpr auto app_folder = op<"Make its folder">(sw::files::directory("/srv/app-home").owner("app", "app"));

struct optional : sw::machine<"optional"> {
  static constexpr auto operations =
      sw::role(folder, app_user, app_folder,
               op<"Work as the user">(sw::server::shell("{ id -un; pwd; umask; echo \"$HOME $LANG\"; cat; } >said")
                                          .unless("test \"$(id -un)\" = app && test -e said")
                                          .affects("/srv/app-home/said"),
                                      sw::as("app"), sw::directory("/srv/app-home"), sw::umask("077"), sw::env<"LANG">("C.UTF-8"),
                                      sw::stdin("from afar\n"), sw::note("only once")),
               op<"Fail in peace">(sw::server::shell("echo 'no luck today'; exit 5").affects_nothing_else(), sw::ignore_errors()),
               op<"Hang">(sw::server::shell("sleep 599").affects_nothing_else(), sw::timeout(std::chrono::seconds(1)),
                          sw::retry(1, std::chrono::seconds(1)), sw::ignore_errors()),
               op<"Be one of many">(sw::server::shell("echo once >>/srv/steps/once").affects("/srv/steps/once"), sw::run_once()));
};

// several on one host, each with a lock of its own
inline constexpr auto turn = sw::role(
    op<"Take a turn">(sw::server::shell("echo begin >>/run/turns; sleep 0.4; echo end >>/run/turns").affects_nothing_else()));

template <sw::fixed_string Name>
struct taking_turns : sw::machine<Name> {
  static constexpr auto settings = sw::settings{.state_directory = sw::joined<"/var/lib/slipway-", Name>};
  static constexpr auto& operations = turn;
};

struct site : sw::layout<"steps", failing, steady, pending, slow_1, slow_2, talkative, hostile, careless, optional,
                         taking_turns<"turn-1">, taking_turns<"turn-2">, taking_turns<"turn-3">> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
