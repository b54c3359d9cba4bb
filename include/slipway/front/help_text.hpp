// What `--help` says beside the options: which deployables a command takes, and how they end.
#pragma once

#include <string_view>

namespace slipway::front {

inline constexpr std::string_view help_on_all =
    R"(Which deployables a command takes is decided in this order; `list` shows it, with the reasons, and contacts no host:
  1. excluded   what an --exclude matches is left alone, whatever else is said
  2. included   with patterns, --include or --select: exactly what they match, whatever policies say
  3. filters    of the program; from the deployable outwards, the first that answers
  4. policy     auto_deploy: true, false, or a function; the innermost that is set. Nowhere set: it is taken
Where nothing is included, `destroy` asks neither filters nor auto_deploy, and takes all but what a destroy policy keeps.

A pattern is [Prefix:]glob and matches a whole name, any of those that a deployable has: * is any characters, ? is one, a
backslash quotes the next. 'web-*', 'Machine:db-1', 'tag:eu', 'fe80\:\:1'. One that matches nothing is an error.

Dependencies come first, and when they are destroyed last. One that is not taken must be deployed already; else what depends on
it is left alone. --with-dependencies takes it, too.

How each ends:
  succeeded           all is as the program says (destroy: all that can go is gone)
  failed              a step, or the host itself; the report says which, and what to do
  dependency failed   left alone, as something that it depends on is not deployed
  not found           nothing of it was there to be destroyed: a success
  ignored             left alone: by a policy, an exclude, or somebody's answer
  orphan              on a host or in the record, and not in the program any more; `apply --prune` takes it back

Exit status: 0 all is well, or nothing was to be done; 1 something failed; 2 the arguments or files are wrong, and no host was
touched; 3 `plan --detailed-exitcode` found something to change; 4 the run was cut short and can be resumed.)";

inline constexpr std::string_view help_on_one =
    R"(--include, --exclude, --select, --with-dependencies, --inventory, --state, --json, -v and --color may follow, too: see --help of
the program, which also says what patterns and policies mean.)";

}  // namespace slipway::front
