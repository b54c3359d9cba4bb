// What the versions of one layout have in common.
#pragma once

#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

inline constexpr auto common_settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};

// one of every kind of thing that is taken back
inline constexpr auto base_role = sw::role(
    op<"Make the folder">(sw::files::directory("/srv/layout")),
    op<"Write what stays">(sw::files::file("/srv/layout/stays").content("stays\n")),
    op<"Have been there">(sw::files::file("/srv/was-there").content("there\n")),
    op<"Add a line">(sw::files::line("/srv/lines", "ours")), op<"Link it">(sw::files::link("/srv/link").to("layout/stays")),
    op<"Install tb-hello">(sw::apt::packages("tb-hello").creates("/usr/bin/tb-hello")),
    op<"Add the user">(sw::server::user("layouter").system()),
    op<"Write the unit">(sw::files::file("/etc/systemd/system/layouter.service")
                             .content("[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n")),
    op<"Run it">(sw::systemd::service("layouter").running().enabled()),
    op<"Do it once">(sw::server::shell("touch /srv/done").creates("/srv/done").undo("rm /srv/done").affects_nothing_else()));

inline constexpr auto app_role = sw::role(op<"Make its folder">(sw::files::directory("/srv/app")),
                                          op<"Write its file">(sw::files::file("/srv/app/file").content("app\n")));

// its undoing takes its time
struct slow : sw::machine<"slow"> {
  static constexpr auto operations =
      sw::role(op<"Come first">(sw::files::file("/srv/slow-first").content("first\n")),
               op<"Take some time">(sw::server::shell("touch /srv/slow")
                                        .creates("/srv/slow")
                                        .undo("echo begun >/srv/slow-undone; sleep 2; rm /srv/slow")
                                        .affects_nothing_else()));
};

struct watched : sw::machine<"watched"> {
  static constexpr auto settings = sw::settings{.readonly = true};
  static constexpr auto operations = sw::role(op<"Be as it is">(sw::files::file("/srv/watched").content("watched\n")));
};

struct watcher : sw::machine<"watcher", sw::depends_on<watched>> {
  static constexpr auto operations = sw::role(op<"Watch">(sw::files::file("/srv/watcher").content("watching\n")));
};

struct anchor : sw::machine<"anchor"> {
  static constexpr auto operations = sw::role(op<"Hold">(sw::files::file("/srv/anchor").content("holds\n")));
};

struct kept : sw::machine<"kept", sw::depends_on<anchor>> {
  static constexpr auto operations = sw::role(op<"Stay">(sw::files::file("/srv/kept").content("stays\n")));
};

struct keep : sw::enclave<"keep", kept> {
  static constexpr auto settings = sw::settings{.destroy = sw::deletion::retain};
};

// what it has stays, whatever becomes of it, and is spoken of
inline constexpr auto careful_role = sw::role(op<"Write with care">(sw::files::file("/srv/careful").content("careful\n")));

struct others : sw::enclave<"others", slow, watched, watcher, anchor, keep> {};
