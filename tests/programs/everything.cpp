// Every resource and every action, in one machine.
#include <chrono>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::after, sw::changed, sw::let, sw::op, sw::when;

constexpr auto files = sw::role<"files">(
    op<"Make the folder">(sw::files::directory("/srv/all").mode("0750").owner("root", "adm")),
    op<"Content">(sw::files::file("/srv/all/content").content("as it stands\n").mode("0640").owner("root", "adm")),
    op<"Template">(sw::files::file("/srv/all/template").from_template("{{greeting}}, {{name}}\n", let<"greeting">("Hello"))),
    op<"Source">(sw::files::file("/srv/all/source").source("local-file")),
    op<"Mode only">(sw::files::file("/srv/all/mode").mode("0600")),
    op<"No such file">(sw::files::file("/srv/all/unwanted").absent()),
    op<"Behind a link">(sw::files::file("/srv/all/followed").content("behind the link\n").follow()),
    op<"No such folder">(sw::files::directory("/srv/unwanted").absent()),
    op<"Link">(sw::files::link("/srv/all/link").to("content")),
    op<"No such link">(sw::files::link("/srv/all/unwanted-link").absent()),
    op<"Line">(sw::files::line("/srv/all/lines", "one more line")),
    op<"Replacing line">(sw::files::line("/srv/all/lines", "colour = red").replacing("^colour *=")),
    op<"No such line">(sw::files::line("/srv/all/lines", "old line").absent()),
    op<"Block">(sw::files::block("/srv/all/lines", "first of the block\nsecond of the block\n")));

constexpr auto packages = sw::role<"packages">(
    op<"Lists">(sw::apt::update().max_age(24h)), op<"Program">(sw::apt::packages("tree").creates("/usr/bin/tree")),
    op<"Gone">(sw::apt::packages("curl").absent().creates("/usr/bin/curl")),
    op<"Without a trace">(sw::apt::packages("cron").purged().creates("/etc/cron.d/**")),
    op<"Old version">(sw::apt::packages("tb-hello").version("1.0").creates("/usr/bin/tb-hello")),
    op<"Latest">(sw::apt::packages("tb-svc").latest().creates("/etc/tb-svc.conf")));

constexpr auto unit = op<"Unit">(sw::files::file("/etc/systemd/system/all.service")
                                     .content("[Service]\nExecStart=/bin/sleep 100000\nExecReload=/bin/true\n"
                                              "[Install]\nWantedBy=multi-user.target\n"));
constexpr auto settings = op<"Settings">(sw::files::file("/srv/all/settings").content("verbose = yes\n"));

constexpr auto services = sw::role<"services">(
    unit, settings, op<"Runs">(sw::systemd::service("all").running().enabled()),
    op<"Rests">(sw::systemd::service("tb-svc").stopped().disabled()), op<"Never">(sw::systemd::service("rsync").masked()),
    op<"Restart it">(sw::systemd::restart("all"), when(changed(unit))),
    op<"Reload it">(sw::systemd::reload("all"), when(changed(settings))),
    op<"Follows">(sw::server::shell("echo followed >>/srv/followed").affects("/srv/followed"), when(changed(settings))));

constexpr auto accounts = sw::role<"accounts">(
    op<"Group">(sw::server::group("crew").system()), op<"Second group">(sw::server::group("guild").gid(4242)),
    op<"No such group">(sw::server::group("nobodies").absent()),
    op<"User">(sw::server::user("captain").home("/home/captain").shell("/bin/sh").groups("crew")),
    op<"Member">(sw::server::user("guest").member_of("guild")), op<"No such user">(sw::server::user("stowaway").absent()));

constexpr auto commands = sw::role<"commands">(
    op<"Creates">(sw::server::shell("date >/srv/made").creates("/srv/made").undo("rm /srv/made")),
    op<"Unless">(sw::server::shell("echo yes >/srv/answer").unless("grep -q yes /srv/answer").affects("/srv/answer")));

inline constexpr auto everything = sw::role(files, packages, services, accounts, commands);

struct all_in_one : sw::machine<"all-in-one"> {
  static constexpr auto& operations = everything;
};

struct site : sw::layout<"everything", all_in_one> {
  static constexpr auto settings =
      sw::settings{.platform = sw::debian(12), .connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
  static constexpr auto data = sw::data(let<"name">("world"));
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
