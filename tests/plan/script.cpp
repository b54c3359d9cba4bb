#include <slipway/plan/script.hpp>

#include <chrono>
#include <sstream>

#include <slipway/core/sha256.hpp>
#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "host.hpp"
#include "stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::action, plan_test::host, plan_test::on_each_shell, plan_test::package;
using sw::changed, sw::let, sw::op, sw::when;
using lines = std::vector<std::string>;

namespace {
inline constexpr auto settings_here = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};

template <class Layout>
constexpr const sw::deployable& only = sw::program_of<Layout>.deployables[0];

// outcomes as letters: c changed, k kept, s skipped, f failed, - not reached
std::string outcomes(const plan_test::run_result& r) {
  std::string all;
  for (const auto& s : r.log.steps) all += s.what == outcome::not_reached ? '-' : to_text(s.what)[0];
  return all;
}

std::string octal_mode(const std::string& path) {
  shells::process p({"stat", "-c", "%a", path});
  std::string line;
  p.read_line(line);
  return line;
}

template <class Layout>
void second_run_is_empty(host& h) {
  const auto plan = h.plan();
  CHECK(plan.is_empty());
  CHECK(plan.refusal.empty());
}

constexpr auto make_folder = op<"Make the folder">(sw::files::directory(ROOT "/app").mode("0750"));
constexpr auto write_conf = op<"Write the settings">(
    sw::files::file(ROOT "/app/conf").from_template("hello {{who}} '$x' `y` {{os}}\n", let<"os">(sw::fact::os.id)).mode("0640"));
constexpr auto make_link =
    op<"Link it">(sw::files::link(ROOT "/link").to("app/conf"), when(changed(write_conf) || sw::fact::os.id == "none"));
constexpr auto log_it = op<"Log it">(action{ROOT "/log", "it changed"}, when(changed(write_conf)));
struct basic : sw::machine<"basic"> {
  static constexpr auto settings = settings_here;
  static constexpr auto data = sw::data(let<"who">("world"));
  static constexpr auto operations = sw::role(make_folder, write_conf, make_link, log_it);
};
struct basic_site : sw::layout<"basic", basic> {};
}  // namespace

TEST_CASE("script: a first run changes, a second has nothing to do, what was changed by hand is repaired") {
  on_each_shell(only<basic_site>, [](host& h) {
    const auto first = h.apply();
    CHECK(first.log.end == run_end::succeeded);
    CHECK(outcomes(first) == "cccc");
    CHECK(h.read("app/conf") == "hello world '$x' `y` " + h.answer().facts.at("os.id") + "\n");
    CHECK(octal_mode(h.path("app")) == "750");
    CHECK(octal_mode(h.path("app/conf")) == "640");
    CHECK(std::filesystem::read_symlink(h.path("link")) == "app/conf");
    CHECK(h.read("log") == "it changed\n");
    second_run_is_empty<basic_site>(h);

    std::filesystem::permissions(h.path("app"), std::filesystem::perms(0777));
    const auto repair = h.apply();
    CHECK(outcomes(repair) == "ckss");
    CHECK(octal_mode(h.path("app")) == "750");
    CHECK(h.read("log") == "it changed\n");
    second_run_is_empty<basic_site>(h);
  });
}

TEST_CASE("script: nothing is left of a run but its journal") {
  on_each_shell(only<basic_site>, [](host& h) {
    h.apply();
    lines left;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(h.state()))
      if (!entry.is_directory()) left.push_back(entry.path().filename());
    std::ranges::sort(left);
    CHECK(left == lines{"about", "journal", "owner"});
    CHECK(octal_mode(h.state()) == "700");
  });
}

TEST_CASE("script: steps of a run in the journal") {
  host h(only<basic_site>, shells::all[0]);
  const auto journal = h.apply().journal;
  REQUIRE(journal.size() >= 9);
  CHECK(journal.front().starts_with("begin "));
  CHECK(journal[1] == "start 0");
  CHECK(journal[2].starts_with("step 0 changed "));
  CHECK(journal.back() == "end succeeded");
}

namespace {
constexpr auto unit_file = op<"Unit">(sw::files::file("/etc/systemd/system/a.service").content("[Service]\n"));
struct everything : sw::machine<"everything"> {
  static constexpr auto operations = sw::role(
      op<"Folder">(sw::files::directory("/srv/a").mode("0750").owner("root", "adm")),
      op<"No folder">(sw::files::directory("/srv/b").absent()), op<"No file">(sw::files::file("/srv/c").absent()),
      op<"Link">(sw::files::link("/srv/d").to("it's")), op<"No link">(sw::files::link("/srv/e").absent()),
      op<"Followed">(sw::files::file("/srv/f").content("$x `y`").follow()), op<"Mode">(sw::files::file("/srv/g").mode("4755")),
      op<"Line">(sw::files::line("/srv/h", "colour = red").replacing("^colour *=")),
      op<"No line">(sw::files::line("/srv/h", "old").absent()), op<"Block">(sw::files::block("/srv/i", "one\ntwo\n")),
      op<"Lists">(sw::apt::update().max_age(std::chrono::hours(1))),
      op<"Packages">(sw::apt::packages("tree", "curl").creates("/usr/bin/*")), op<"Purged">(sw::apt::packages("cron").purged()),
      op<"Version">(sw::apt::packages("tb-hello").version("1.0")), op<"Latest">(sw::apt::packages("tb-svc").latest()), unit_file,
      op<"Runs">(sw::systemd::service("a").running().enabled()), op<"Masked">(sw::systemd::service("b").masked()),
      op<"Restart">(sw::systemd::restart("a"), when(changed(unit_file) && sw::fact::os.id == "debian")),
      op<"Reload">(sw::systemd::reload("b")), op<"Group">(sw::server::group("crew").gid(4242)),
      op<"User">(sw::server::user("captain").home("/home/captain").shell("/bin/sh").groups("crew")),
      op<"Member">(sw::server::user("guest").member_of("crew")), op<"No user">(sw::server::user("stowaway").absent()),
      op<"Command">(sw::server::shell("date >/srv/made").creates("/srv/made").undo("rm /srv/made")),
      op<"Facts">(sw::files::file("/srv/j").from_template("{{os}} {{cpus}}", let<"os">(sw::fact::os.id),
                                                          let<"cpus">(sw::fact::cpu.count)),
                  when(sw::fact::cpu.count > 0)));
};
struct everything_site : sw::layout<"everything", everything> {};
}  // namespace

TEST_CASE("script: what the shells are sent passes shellcheck") {
  // what comes of assembling: variables that only eval sees (SC2034, SC2154), functions that only variables
  // name (SC2317), words on purpose (SC2086), a file of the host's (SC1091), and values: what users wrote in
  // their own texts (SC1003, SC2016), or `done` (SC1010)
  const std::string excluded = "SC2034,SC2154,SC2317,SC2086,SC1091,SC1003,SC2016,SC1010";
  host h(only<basic_site>, shells::all[0]);
  h.apply();
  CHECK(shells::shellcheck("#!/bin/sh\n" + h.question(phase_one_end::answer), excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + h.question(phase_one_end::wait_for_change), excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + h.last_script(), excluded) == "");
  host all(only<everything_site>, shells::all[0]);
  CHECK(shells::shellcheck("#!/bin/sh\n" + all.question(phase_one_end::wait_for_change), excluded) == "");
  answer found;
  found.states.assign(only<everything_site>.plan->rows.size(), "absent");
  const std::map<std::string, std::string> facts{{"os.id", "debian"}, {"cpu.count", "2"}};
  const source_table none;
  const auto plan = make_host_plan(only<everything_site>, found, host_scope({}, none, &facts));
  CHECK(plan.count(verdict::keep) < plan.steps.size() / 2);
  const auto change = change_script(plan, host_scope({}, none, &facts), "r1", {"r1", "me@here", "site"}, nullptr);
  CHECK(shells::shellcheck("#!/bin/sh\n" + change.script, excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + upload_script(only<basic_site>, "r1", 0, 5, "NONCE"), excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + stop_script(only<basic_site>, "r1", "NONCE"), excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + discard_script(only<basic_site>, "r1", "NONCE"), excluded) == "");
}

namespace {
constexpr std::string_view nul_bytes("a\0b\n\0\xff", 7);
template <std::size_t... I>
constexpr std::array<char, sizeof...(I)> bytes_of(std::index_sequence<I...>) {
  return {static_cast<char>(I)...};
}
inline constexpr auto every_byte = bytes_of(std::make_index_sequence<256>{});
inline constexpr auto every_byte_but_nul = [] {
  std::array<char, 255> all{};
  for (std::size_t i = 0; i != all.size(); ++i) all[i] = static_cast<char>(i + 1);
  return all;
}();
inline constexpr auto large = [] {
  std::array<char, 70000> all{};
  for (std::size_t i = 0; i != all.size(); ++i) all[i] = static_cast<char>('a' + i * i % 23);
  return all;
}();
template <std::size_t N>
constexpr std::string_view view(const std::array<char, N>& bytes) {
  return {bytes.data(), N};
}

struct contents_machine : sw::machine<"contents"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(
      op<"NUL">(sw::files::file(ROOT "/nul").content(nul_bytes)),
      op<"Every byte">(sw::files::file(ROOT "/every").content(view(every_byte))),
      op<"Every other byte">(sw::files::file(ROOT "/other").content(view(every_byte_but_nul))),
      op<"Large">(sw::files::file(ROOT "/large").content(view(large))), op<"Empty">(sw::files::file(ROOT "/empty").content("")),
      op<"Percent">(sw::files::file(ROOT "/percent").content("%s %d\\n\\0 %%")),
      op<"No newline">(sw::files::file(ROOT "/none").content("-n")),
      op<"A source">(sw::files::file(ROOT "/source").source("local file")),
      op<"Awkward names: ' $x `id` \" \\ \xc3\xa4">(sw::files::file(ROOT "/it's $x `id` \"q\" \\n *\n\xc3\xa4").content("x")),
      op<"A dash">(sw::files::file(ROOT "/-n").content("dash")),
      op<"Awkward link">(sw::files::link(ROOT "/li'nk").to("it's\n\\n $x")));
};
struct contents_site : sw::layout<"contents", contents_machine> {};
}  // namespace

TEST_CASE("script: contents and names of every kind arrive as they are") {
  std::string local(3000, 'x');
  local += '\0';
  plan_test::local_files()["local file"] = local;
  on_each_shell(only<contents_site>, [&](host& h) {
    h.sources["local file"] = {local.size(), sw::sha256(local)};
    const auto first = h.apply();
    CHECK(outcomes(first) == "ccccccccccc");
    CHECK(first.log.reason == "");
    CHECK(h.read("nul") == nul_bytes);
    CHECK(h.read("every") == view(every_byte));
    CHECK(h.read("other") == view(every_byte_but_nul));
    CHECK((h.read("large") == view(large)));
    CHECK(h.has("empty"));
    CHECK(h.read("empty").empty());
    CHECK(h.read("percent") == "%s %d\\n\\0 %%");
    CHECK(h.read("none") == "-n");
    CHECK(h.read("source") == local);
    CHECK(h.read("it's $x `id` \"q\" \\n *\n\xc3\xa4") == "x");
    CHECK(h.read("-n") == "dash");
    CHECK(std::filesystem::read_symlink(h.path("li'nk")) == "it's\n\\n $x");
    CHECK(octal_mode(h.path("nul")) == "644");
    second_run_is_empty<contents_site>(h);
  });
}

TEST_CASE("script: contents that differ come along when they are asked for") {
  host h(only<contents_site>, shells::all[2]);
  h.sources["local file"] = {1, sw::sha256("x")};
  h.write("percent", std::string("was\0this", 8));
  h.write("none", "-m");
  h.differing = contents::sent;
  h.plan();
  CHECK(h.answer().contents.at({5, "before"}) == std::string("was\0this", 8));  // of another size
  CHECK(h.answer().contents.at({6, "before"}) == "-m");                         // of the same
  CHECK(h.answer().contents.size() == 2);
}

namespace {
constexpr auto install = op<"Install nginx">(
    package{ROOT "/nginx", "mkdir -p " ROOT "/sites && ln -s x " ROOT "/sites/default && : >" ROOT "/nginx", ROOT "/sites/**"});
constexpr auto drop = op<"Remove the default site">(sw::files::link(ROOT "/sites/default").absent());
constexpr auto reload = op<"Reload nginx">(action{ROOT "/log", "reload"}, when(changed(drop)));
constexpr auto unreached = op<"Nothing to remove">(sw::files::link(ROOT "/sites/other").absent());
struct web : sw::machine<"web"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(install, drop, unreached, reload);
};
struct web_site : sw::layout<"web", web> {};
}  // namespace

TEST_CASE(
    "script: what a package creates is removed in the same run, and the reload that waits for it comes "
    "once") {
  on_each_shell(only<web_site>, [](host& h) {
    const auto first = h.apply();
    CHECK(outcomes(first) == "cckc");
    CHECK(first.log.end == run_end::succeeded);
    CHECK_FALSE(h.has("sites/default"));
    CHECK(h.read("log") == "reload\n");
    second_run_is_empty<web_site>(h);
  });
}

TEST_CASE("script: a maybe that turns out kept skips what waited for it") {
  on_each_shell(only<web_site>, [](host& h) {
    std::filesystem::create_directory(h.path("sites"));
    // the package finds the folder there and makes another link
    std::filesystem::create_symlink("y", h.path("sites/default"));
    const auto plan = h.plan();
    CHECK(plan.steps[1].what == verdict::maybe);
    const auto run = h.apply([&](const std::string&) {});
    CHECK(outcomes(run) == "f---");  // ln fails
    std::filesystem::remove(h.path("sites/default"));
    h.write("nginx", "");
    second_run_is_empty<web_site>(h);
  });
}

namespace {
constexpr auto conf = op<"Write it">(sw::files::file(ROOT "/conf").content("new\n"));
constexpr auto broken =
    op<"Break">(package{ROOT "/whole", "echo first; echo 'it is broken' >&2; [ -e " ROOT "/mend ] && : >" ROOT "/whole", ""});
constexpr auto late = op<"Later">(sw::files::file(ROOT "/late").content("late\n"));
constexpr auto reload_late = op<"Reload">(action{ROOT "/log", "reload"}, when(changed(conf)));
struct failing : sw::machine<"failing"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(conf, broken, late, reload_late);
};
struct failing_site : sw::layout<"failing", failing> {};
}  // namespace

TEST_CASE("script: a failing step stops the host, and a reload that it lost comes in the next run, once") {
  on_each_shell(only<failing_site>, [](host& h) {
    const auto first = h.apply();
    CHECK(first.log.end == run_end::failed);
    CHECK(outcomes(first) == "cf--");
    CHECK(first.log.reason == "'Break' failed");
    CHECK(first.log.output == lines{"first", "it is broken"});
    CHECK_FALSE(h.has("late"));

    h.write("mend", "");
    const auto plan = h.plan();
    CHECK(plan.steps[0].what == verdict::keep);
    CHECK(plan.steps[3].what == verdict::change);
    CHECK(plan.steps[3].why.starts_with("pending since run r1"));
    const auto second = h.apply();
    CHECK(outcomes(second) == "kccc");
    CHECK(h.read("log") == "reload\n");
    second_run_is_empty<failing_site>(h);
    CHECK(std::filesystem::is_empty(*std::filesystem::directory_iterator(h.state() + "/marks")));
  });
}

TEST_CASE("script: a mark survives runs that fail before it is followed") {
  host h(only<failing_site>, shells::all[0]);
  h.apply();
  const auto again = h.apply();
  CHECK(outcomes(again) == "kf--");
  h.write("mend", "");
  CHECK(outcomes(h.apply()) == "kccc");
  CHECK(h.read("log") == "reload\n");
}

TEST_CASE("script: a stop ends the run before its next step, and the next run goes on from there") {
  on_each_shell(only<basic_site>, [](host& h) {
    const auto stopped = h.apply([&](const std::string& run) {
      std::filesystem::create_directories(run);
      shells::write_file(run + "/stop", "");
    });
    CHECK(stopped.log.end == run_end::interrupted);
    CHECK(outcomes(stopped) == "----");
    CHECK_FALSE(h.has("app"));
    CHECK(outcomes(h.apply()) == "cccc");
  });
}

namespace {
constexpr auto stop_here = op<"Stop here">(
    package{ROOT "/stopped", "set +f; : >" ROOT "/stopped; for r in " ROOT "/state/runs/*; do : >\"$r/stop\"; done", "", true});
struct stopping : sw::machine<"stopping"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(stop_here, late);
};
struct stopping_site : sw::layout<"stopping", stopping> {};
}  // namespace

TEST_CASE(
    "script: steps that were not reached are not held against the run, even where an earlier one may affect "
    "them") {
  on_each_shell(only<stopping_site>, [](host& h) {
    std::filesystem::create_directories(h.state());
    const auto stopped = h.apply();
    CHECK(outcomes(stopped) == "c-");
    CHECK(stopped.log.end == run_end::interrupted);
  });
}

TEST_CASE("script: what has changed since the plan ends the run before its first step") {
  on_each_shell(only<basic_site>, [](host& h) {
    const auto run = h.apply([&](const std::string&) { std::filesystem::create_directory(h.path("app")); });
    CHECK(run.log.end == run_end::differs);
    REQUIRE(run.log.differences.size() == 1);
    CHECK(run.log.differences[0] == "'Make the folder': planned from absent, now directory mode=0755");
    CHECK_FALSE(h.has("app/conf"));
    CHECK(outcomes(h.apply()) == "cccc");
  });
}

TEST_CASE("script: a host that is locked by a live run says whose it is, and a dead one's lock is taken over") {
  on_each_shell(only<basic_site>, [](host& h) {
    std::filesystem::create_directories(h.state() + "/runs");
    std::filesystem::permissions(h.state(), std::filesystem::perms(0700));
    std::string boot = shells::read_file("/proc/sys/kernel/random/boot_id");
    boot.pop_back();
    const auto lock = [&](pid_t pid, const std::string& start, const std::string& on_boot) {
      shells::write_file(h.state() + "/lock", "r0 " + on_boot + " " + std::to_string(pid) + " " + start + "\nthem@there\n");
    };
    shells::process alive({"sleep", "60"});
    const auto stat = shells::read_file("/proc/" + std::to_string(alive.id()) + "/stat");
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string start;
    for (int k = 0; k != 20; ++k) fields >> start;

    lock(alive.id(), start, boot);
    const auto busy = h.apply();
    CHECK(busy.log.end == run_end::busy);
    CHECK(busy.log.reason.starts_with("locked by run r0 of them@there, which began "));
    CHECK(outcomes(busy) == "----");
    CHECK(h.has("state/lock"));

    lock(alive.id(), start + "0", boot);  // another process has got the number
    CHECK(h.apply([&](const std::string&) {}).log.end == run_end::succeeded);
    CHECK_FALSE(h.has("state/lock"));

    std::filesystem::remove(h.path("link"));
    lock(alive.id(), start, "another-boot");
    CHECK(h.apply().log.end == run_end::succeeded);

    std::filesystem::remove_all(h.path("app"));
    lock(2147483647, "1", boot);
    CHECK(h.apply().log.end == run_end::succeeded);
    CHECK_FALSE(h.has("state/lock.break"));
  });
}

namespace {
constexpr auto undone = op<"Do nothing">(package{ROOT "/never", ":", ""});
constexpr auto spoiler = op<"Spoil">(package{ROOT "/spoiler", "rm -f " ROOT "/kept; : >" ROOT "/spoiler", ROOT "/kept"});
constexpr auto kept_file = op<"Keep">(sw::files::file(ROOT "/kept").content("kept\n"));
struct liar : sw::machine<"liar"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(undone);
};
struct liar_site : sw::layout<"liar", liar> {};
struct spoiled : sw::machine<"spoiled"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(kept_file, spoiler);
};
struct spoiled_site : sw::layout<"spoiled", spoiled> {};
}  // namespace

TEST_CASE("script: a step that says it went well and did not has failed") {
  on_each_shell(only<liar_site>, [](host& h) {
    const auto run = h.apply();
    CHECK(run.log.end == run_end::failed);
    CHECK(run.log.reason == "'Do nothing' is not as desired after the run: found absent, wanted present");
  });
}

TEST_CASE("script: what a later step spoils has failed") {
  on_each_shell(only<spoiled_site>, [](host& h) {
    h.write("kept", "kept\n");
    const auto run = h.apply();
    CHECK(run.log.end == run_end::failed);
    CHECK(outcomes(run) == "fc");
    CHECK(run.log.reason.starts_with("'Keep' is not as desired after the run: found absent, wanted file sha256="));
  });
}

TEST_CASE("script: the folder of the state must be ours alone") {
  on_each_shell(only<basic_site>, [](host& h) {
    std::filesystem::create_directory(h.path("elsewhere"));
    std::filesystem::create_symlink("elsewhere", h.state());
    CHECK(h.apply().refused == h.state() + " is a symbolic link");
    CHECK_FALSE(h.has("app"));
    std::filesystem::remove(h.state());

    std::filesystem::create_directory(h.state());
    std::filesystem::permissions(h.state(), std::filesystem::perms(0777));
    CHECK(outcomes(h.apply()) == "cccc");
    CHECK(octal_mode(h.state()) == "700");
    if (getuid() != 0) return;
    CHECK(chown(h.state().c_str(), 65534, 65534) == 0);
    std::filesystem::remove_all(h.path("app"));
    CHECK(h.apply().refused == h.state() + " belongs to another user");
  });
}

TEST_CASE("script: a script that arrives in part is not run") {
  on_each_shell(only<basic_site>, [](host& h) {
    const auto run = h.send("run r9 100000\n: >" + h.path("ran") + "\n");
    CHECK(run.refused == std::to_string(h.path("ran").size() + 4) + " of 100000 bytes arrived");
    CHECK_FALSE(h.has("ran"));
    CHECK_FALSE(h.has("state/runs/r9"));
    CHECK(h.send("").refused.empty());
    CHECK(h.send("other order\n").refused.empty());
  });
}

TEST_CASE("script: a large file goes ahead, and only a complete one is used") {
  on_each_shell(only<basic_site>, [](host& h) {
    const auto name = run_name(only<basic_site>, "r1");
    const auto upload = [&](const std::string& bytes) {
      return h.run(upload_script(only<basic_site>, name, 7, 5, "NONCE"), bytes);
    };
    CHECK(upload("12345") == "NONCE ready\nNONCE stored\n");
    const auto folder = h.state() + "/runs/" + name;
    CHECK(shells::read_file(folder + "/upload.7") == "12345");
    CHECK(octal_mode(folder) == "700");
    CHECK(upload("123") == "NONCE ready\n");
    CHECK(h.run(discard_script(only<basic_site>, name, "NONCE"), "") == "NONCE told\n");
    CHECK_FALSE(std::filesystem::exists(folder));
    CHECK(upload("12345") == "NONCE ready\nNONCE stored\n");
    shells::write_file(folder + "/script", "");
    CHECK(h.run(discard_script(only<basic_site>, name, "NONCE"), "") == "");
    CHECK(shells::read_file(folder + "/upload.7") == "12345");
  });
}
