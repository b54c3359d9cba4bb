// Sixty operations in two versions, of which each changes everything that the other made: for tools/chaos.
#include <cstdlib>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::changed, sw::op, sw::when;

// what the versions say differently
struct one {
  static constexpr std::string_view mode = "0640", folder_mode = "0750", shell = "/bin/sh";
  static constexpr sw::fixed_string text = "one", other = "two";
};
struct two {
  static constexpr std::string_view mode = "0600", folder_mode = "0755", shell = "/bin/bash";
  static constexpr sw::fixed_string text = "two", other = "one";
};

// the tool writes these files below the folder that the program runs in: each says what it is whole
constexpr auto page(std::string_view path, std::string_view source) { return sw::files::file(path).source(source); }

template <class V>
inline constexpr auto folders =
    sw::role(op<"Make the site">(sw::files::directory("/srv/chaos/site").mode(V::folder_mode)),
             op<"Make folder a">(sw::files::directory("/srv/chaos/site/a").mode(V::folder_mode)),
             op<"Make folder b">(sw::files::directory("/srv/chaos/site/b").mode(V::folder_mode)),
             op<"Make the version's own folder">(sw::files::directory(sw::joined<"/srv/chaos/own-", V::text>)));

inline constexpr auto pages = sw::role(
    op<"Write page 01">(page("/srv/chaos/site/01", "pages/01")), op<"Write page 02">(page("/srv/chaos/site/02", "pages/02")),
    op<"Write page 03">(page("/srv/chaos/site/03", "pages/03")), op<"Write page 04">(page("/srv/chaos/site/04", "pages/04")),
    op<"Write page 05">(page("/srv/chaos/site/05", "pages/05")), op<"Write page 06">(page("/srv/chaos/site/06", "pages/06")),
    op<"Write page 07">(page("/srv/chaos/site/07", "pages/07")), op<"Write page 08">(page("/srv/chaos/site/08", "pages/08")),
    op<"Write page 09">(page("/srv/chaos/site/09", "pages/09")), op<"Write page 10">(page("/srv/chaos/site/10", "pages/10")),
    op<"Write page 11">(page("/srv/chaos/site/a/11", "pages/11")), op<"Write page 12">(page("/srv/chaos/site/a/12", "pages/12")),
    op<"Write page 13">(page("/srv/chaos/site/a/13", "pages/13")), op<"Write page 14">(page("/srv/chaos/site/a/14", "pages/14")),
    op<"Write page 15">(page("/srv/chaos/site/b/15", "pages/15")), op<"Write page 16">(page("/srv/chaos/site/b/16", "pages/16")));

template <class V>
inline constexpr auto settings_file = op<"Write the settings">(sw::files::file("/srv/chaos/site/settings")
                                                                   .content(sw::joined<"version ", V::text, "\nthat is all\n">)
                                                                   .mode(V::mode)
                                                                   .owner("root", "adm"));

template <class V>
inline constexpr auto texts = sw::role(
    settings_file<V>, op<"Write what changes its mode">(page("/srv/chaos/site/17", "pages/17").mode(V::mode)),
    op<"Write what changes its group">(page("/srv/chaos/site/18", "pages/18").owner("root", "adm")),
    op<"Write the version's own page">(page(sw::joined<"/srv/chaos/own-", V::text, "/page">, "pages/19")),
    op<"Link the first">(sw::files::link("/srv/chaos/site/first").to(sw::joined<"a/", V::text>)),
    op<"Link the second">(sw::files::link("/srv/chaos/site/second").to(sw::joined<"b/", V::text>)),
    op<"Link the third">(sw::files::link("/srv/chaos/third").to(sw::joined<"own-", V::text>)),
    op<"Add the version">(sw::files::line("/srv/chaos/lines", sw::joined<"version = ", V::text>).replacing("^version *=")),
    op<"Add the colour">(sw::files::line("/srv/chaos/lines", sw::joined<"colour = ", V::text>).replacing("^colour *=")),
    op<"Add the shape">(sw::files::line("/srv/chaos/lines", sw::joined<"shape = ", V::text>).replacing("^shape *=")),
    op<"Add the first block">(
        sw::files::block("/srv/chaos/lines", sw::joined<"a1 ", V::text, "\na2 ", V::text, "\n">).named("first")),
    op<"Add the second block">(
        sw::files::block("/srv/chaos/lines", sw::joined<"b1 ", V::text, "\nb2 ", V::text, "\n">).named("second")));

// two versions of one service; what it runs says which
template <class V>
inline constexpr auto unit =
    op<"Write the unit">(sw::files::file("/etc/systemd/system/chaos.service")
                             .content(sw::joined<"[Service]\nEnvironment=VERSION=", V::text, "\nExecStart=/bin/sleep infinity\n",
                                                 "[Install]\nWantedBy=multi-user.target\n">));

template <class V>
inline constexpr auto services =
    sw::role(op<"Make the group">(sw::server::group("chaos").system()),
             op<"Have the user">(sw::server::user("chaos").home("/srv/chaos").shell(V::shell).groups("chaos")), unit<V>,
             op<"Run the service">(sw::systemd::service("chaos").running().enabled()),
             op<"Restart the service">(sw::systemd::restart("chaos"), when(changed(unit<V>))));

// each command is done once a version, and says so in a log
template <class V, sw::fixed_string Number>
constexpr auto once() {
  return sw::server::shell(
             sw::joined<"echo '", V::text, " ", Number, "' >>/srv/chaos/log; : >/srv/chaos/own-", V::text, "/once-", Number>)
      .creates(sw::joined<"/srv/chaos/own-", V::text, "/once-", Number>)
      .affects_nothing_else()
      .undo("true");
}

template <class V>
inline constexpr auto commands = sw::role(
    op<"Say 1 once">(once<V, "1">()), op<"Say 2 once">(once<V, "2">()), op<"Say 3 once">(once<V, "3">()),
    op<"Say 4 once">(once<V, "4">()), op<"Say 5 once">(once<V, "5">()), op<"Say 6 once">(once<V, "6">()),
    op<"Follow the settings">(
        sw::server::shell(sw::joined<"echo '", V::text, " settings' >>/srv/chaos/log">).affects_nothing_else().undo("true"),
        when(changed(settings_file<V>))),
    op<"Follow the unit">(
        sw::server::shell(sw::joined<"echo '", V::text, " unit' >>/srv/chaos/log">).affects_nothing_else().undo("true"),
        when(changed(unit<V>))),
    op<"Take some time">(sw::server::shell("sleep 0.3").affects_nothing_else().undo("true"), when(changed(settings_file<V>))));

template <class V>
inline constexpr auto guarded_unit = op<"Write the guarded unit">(
    sw::files::file("/etc/systemd/system/chaos-guarded.service")
        .content(sw::joined<"[Service]\nEnvironment=VERSION=", V::text, "\nExecStart=/bin/sleep infinity\n",
                            "[Install]\nWantedBy=multi-user.target\n">));

template <class V>
inline constexpr auto in_guard = sw::guarded<"chaos">(
    sw::role(op<"Make the guarded folder">(sw::files::directory("/srv/chaos/guarded").mode(V::folder_mode)),
             op<"Write guarded page 20">(page("/srv/chaos/guarded/20", "pages/20")),
             op<"Write guarded page 21">(page("/srv/chaos/guarded/21", "pages/21").mode(V::mode)),
             op<"Lead the guarded link">(sw::files::link("/srv/chaos/guarded/link").to(sw::joined<"to-", V::text>)),
             op<"Change the guarded line">(
                 sw::files::line("/srv/chaos/guarded-lines", sw::joined<"version = ", V::text>).replacing("^version *=")),
             guarded_unit<V>, op<"Run the guarded service">(sw::systemd::service("chaos-guarded").running().enabled()),
             op<"Restart the guarded service">(sw::systemd::restart("chaos-guarded"), when(changed(guarded_unit<V>)))),
    sw::verify(sw::joined<"systemctl show -p Environment chaos-guarded | grep -qx Environment=VERSION=", V::text>),
    sw::apply_within(10s), sw::confirm_within(4s));

// what only the other version has
template <class V>
inline constexpr auto leftovers =
    sw::role(op<"Have what comes">(page(sw::joined<"/srv/chaos/only-", V::text>, "pages/22")),
             op<"Lose what goes">(sw::files::file(sw::joined<"/srv/chaos/only-", V::other>).absent()),
             op<"Lose the other's folder">(sw::files::directory(sw::joined<"/srv/chaos/own-", V::other>).absent()),
             op<"Leave a note">(sw::files::file("/srv/chaos/note").content(sw::joined<"note of ", V::text, "\nthat is all\n">)),
             op<"Come at the end">(page("/srv/chaos/site/23", "pages/23")),
             op<"Say that it is all">(page("/srv/chaos/site/24", "pages/24")));

template <class V>
struct target : sw::machine<"chaos"> {
  static constexpr auto operations = sw::role(folders<V>, pages, texts<V>, services<V>, in_guard<V>, commands<V>, leftovers<V>);
};

struct first : target<one> {};
struct second : target<two> {};

template <class Machine>
struct site : sw::layout<"chaos", Machine> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
};
struct site_one : site<first> {};
struct site_two : site<second> {};

int main(int argc, char** argv) {
  const char* version = std::getenv("CHAOS_VERSION");
  if (version != nullptr && std::string_view(version) == "two") return sw::main<site_two>(argc, argv);
  return sw::main<site_one>(argc, argv);
}
