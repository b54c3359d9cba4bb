#include <slipway/plan/guard_script.hpp>

#include <algorithm>
#include <csignal>
#include <thread>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "host.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using namespace std::chrono_literals;
using plan_test::host, plan_test::on_each_shell;
using sw::changed, sw::op, sw::when;

namespace {
inline constexpr auto settings_here = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};

template <class Layout>
constexpr const sw::deployable& only = sw::program_of<Layout>.deployables[0];

constexpr auto page = op<"Write a page">(sw::files::file(ROOT "/page").content("new\n").mode("0644"));
inline constexpr auto things = sw::role(
    page, op<"Make a file">(sw::files::file(ROOT "/it's made").content("new\n")),
    op<"Make a folder">(sw::files::directory(ROOT "/folder").mode("0700")),
    op<"Write into it">(sw::files::file(ROOT "/folder/inside").content("new\n")),
    op<"Open the cellar">(sw::files::directory(ROOT "/cellar").mode("0755")),
    op<"Lead the link elsewhere">(sw::files::link(ROOT "/link").to("other")),
    op<"Take the archive away">(sw::files::directory(ROOT "/archive").absent()),
    op<"Add a line">(sw::files::line(ROOT "/list", "three")),
    op<"Write through a link">(sw::files::file(ROOT "/alias").content("new\n").follow()),
    op<"Say it">(sw::server::shell("echo said >>" ROOT "/log").affects_nothing_else().undo("echo unsaid >>" ROOT "/log")));
constexpr auto after = op<"Come after it">(sw::files::file(ROOT "/after").content("new\n"), when(changed(page)));

template <sw::fixed_string Command, int Seconds = 1>
struct guarded_machine : sw::machine<"m"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(
      op<"Come before it">(sw::files::file(ROOT "/before").content("new\n")),
      sw::guarded<"things">(things, sw::verify(Command.view()), sw::confirm_within(std::chrono::seconds(Seconds))), after);
};
struct good_site : sw::layout<"site", guarded_machine<"test -e " ROOT "/page">> {};
// time enough for a machine that has much to do
struct patient_site : sw::layout<"site", guarded_machine<"test -e " ROOT "/page", 30>> {};
struct bad_site : sw::layout<"site", guarded_machine<"echo 'it is bad'; exit 1">> {};

void prepare(const host& h) {
  std::filesystem::create_directories(h.path("archive/deep"));
  std::filesystem::create_directories(h.path("cellar"));
  std::filesystem::permissions(h.path("cellar"), std::filesystem::perms(0750));
  h.write("archive/deep/paper", "old\n");
  h.write("page", "old\n");
  std::filesystem::permissions(h.path("page"), std::filesystem::perms(0640));
  std::filesystem::create_symlink("page", h.path("link"));
  h.write("list", "one\ntwo\n");
  h.write("original", "old\n");
  std::filesystem::create_symlink("original", h.path("alias"));
}

/// Every path below a folder with its mode and content, but for Slipway's own and what commands log.
std::vector<std::string> everything(const host& h) {
  std::vector<std::string> all;
  for (auto i = std::filesystem::recursive_directory_iterator(h.path("")); i != std::filesystem::recursive_directory_iterator();
       ++i) {
    const auto path = i->path().string();
    if (i->path().filename() == "state") i.disable_recursion_pending();
    if (i->path().filename() == "state" || i->path().filename() == "log") continue;
    const auto status = std::filesystem::symlink_status(path);
    std::string text = path + " " + std::to_string(static_cast<unsigned>(status.permissions()));
    if (is_symlink(status)) text += " -> " + std::filesystem::read_symlink(path).string();
    if (is_regular_file(status)) text += " " + shells::read_file(path);
    all.push_back(text);
  }
  std::ranges::sort(all);
  return all;
}

bool nothing_is_left(const host& h) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(h.state()))
    if (const auto name = entry.path().filename();
        !entry.is_directory() && name != "journal" && name != "owner" && name != "about")
      return false;
  return !std::filesystem::exists(h.state() + "/lock");
}

bool said(const plan_test::run_result& r, std::string_view record) {
  return std::ranges::any_of(r.journal, [&](const std::string& j) { return j.starts_with(record); });
}
}  // namespace

TEST_CASE("guard_script: confirmed by who knows the word, and only then the next step") {
  on_each_shell(only<good_site>, [](host& h) {
    prepare(h);
    std::string stranger, told;
    bool early = true;
    h.heard = [&](std::string_view record) {
      if (!record.starts_with("guard 1 await")) return;
      early = h.has("after");
      stranger = h.confirm(1, "fedcba9876543210");
      told = h.confirm(1);
    };
    const auto r = h.apply();
    CHECK(stranger.empty());
    CHECK(told == "NONCE told\n");
    CHECK(!early);
    CHECK(r.log.end == run_end::succeeded);
    CHECK(r.log.guards.at(0) == guard_state::confirmed);
    CHECK(h.read("page") == "new\n");
    CHECK(h.read("original") == "new\n");
    CHECK(h.read("after") == "new\n");
    CHECK(h.read("log") == "said\n");
    CHECK(nothing_is_left(h));
    CHECK(h.confirm(1) == "NONCE late settled\n");
  });
}

TEST_CASE("guard_script: put back when the host cannot keep the time for a confirmation") {
  on_each_shell(only<good_site>, [](host& h) {
    prepare(h);
    h.write("before", "new\n");
    const auto before = everything(h);
    h.heard = [&](std::string_view record) {
      if (!record.starts_with("guard 1 armed")) return;
      for (const auto& run : std::filesystem::directory_iterator(h.state() + "/runs"))
        std::filesystem::create_directory(run.path() / "guard.1/deadline.new");
    };
    const auto r = h.apply();
    CHECK(r.log.end == run_end::rolled_back);
    CHECK(r.log.reason.find("could not keep the time") != std::string::npos);
    CHECK(!said(r, "guard 1 await"));
    CHECK(everything(h) == before);
  });
}

TEST_CASE("guard_script: put back when nobody confirms") {
  on_each_shell(only<good_site>, [](host& h) {
    prepare(h);
    h.write("before", "new\n");
    const auto before = everything(h);
    const auto r = h.apply();
    INFO(r.log.reason);
    CHECK(r.log.end == run_end::rolled_back);
    CHECK(r.log.guards.at(0) == guard_state::restored);
    CHECK(r.log.reason == "rolled back the guard 'things': no new connection succeeded within 1 s");
    CHECK(said(r, "step 1 rolled-back"));
    CHECK(r.log.steps.at(1).what == outcome::rolled_back);
    CHECK(r.log.steps.at(11).what == outcome::not_reached);
    CHECK(everything(h) == before);
    CHECK(h.read("log") == "said\nunsaid\n");
    CHECK(nothing_is_left(h));
    // no mark says that something waits for a change that was taken back
    CHECK(h.plan().steps.at(11).why.empty());
  });
}

TEST_CASE("guard_script: put back when its verification fails, what came before stays") {
  on_each_shell(only<bad_site>, [](host& h) {
    prepare(h);
    const auto before = everything(h);
    const auto r = h.apply();
    CHECK(r.log.reason == "rolled back the guard 'things': its verification failed: echo 'it is bad'; exit 1");
    CHECK(r.log.output == std::vector<std::string>{"it is bad"});
    CHECK(h.read("before") == "new\n");
    std::filesystem::remove(h.path("before"));
    CHECK(everything(h) == before);
    CHECK(nothing_is_left(h));
  });
}

TEST_CASE("guard_script: put back when a step fails, and only what has begun") {
  on_each_shell(only<good_site>, [](host& h) {
    prepare(h);
    h.write("before", "new\n");
    // a folder where a file is to be written
    std::filesystem::create_directories(h.path("it's made/by somebody"));
    const auto before = everything(h);
    const auto r = h.apply();
    CHECK(r.log.end == run_end::rolled_back);
    CHECK(r.log.steps.at(1).what == outcome::rolled_back);
    CHECK(r.log.steps.at(2).what == outcome::failed);
    CHECK(r.log.steps.at(3).what == outcome::not_reached);
    CHECK(r.log.reason == "rolled back the guard 'things': 'Make a file' failed");
    CHECK(everything(h) == before);
    CHECK(!h.has("log"));
  });
}

TEST_CASE("guard_script: of a confirmation and a restore, one wins, and what is left is what it says") {
  for (const auto& shell : shells::all) {
    host h(only<good_site>, shell);
    prepare(h);
    h.write("before", "new\n");
    const auto before = everything(h);
    std::string told;
    // as late as can be
    h.heard = [&](std::string_view record) {
      if (!record.starts_with("guard 1 await")) return;
      std::this_thread::sleep_for(960ms);
      told = h.confirm(1);
    };
    const auto r = h.apply();
    INFO(told << r.log.reason);
    const bool confirmed = told == "NONCE told\n";
    CHECK((r.log.end == run_end::succeeded) == confirmed);
    CHECK((r.log.end == run_end::rolled_back) == !confirmed);
    CHECK((everything(h) == before) == !confirmed);
    CHECK(said(r, "guard 1 confirmed") == confirmed);
    CHECK(said(r, "guard 1 restored") == !confirmed);
  }
}

TEST_CASE("guard_script: put back when the change itself is killed") {
  on_each_shell(only<patient_site>, [](host& h) {
    prepare(h);
    h.write("before", "new\n");
    const auto before = everything(h);
    int change = 0;
    h.heard = [&](std::string_view record) {
      if (record.starts_with("begin ")) change = std::stoi(std::string(record.substr(6)));
      if (!record.starts_with("guard 1 await")) return;
      // as if it had been writing
      h.write(".slipway-" + manifest_name(only<patient_site>), "ha");
      kill(change, SIGKILL);
    };
    const auto r = h.apply();
    CHECK(r.log.end == run_end::rolled_back);
    CHECK(r.log.reason == "rolled back the guard 'things': the change ended before it was confirmed");
    CHECK(everything(h) == before);
  });
}

TEST_CASE("guard_script: killed after the word has come, it is over at once, and what was confirmed stays") {
  on_each_shell(only<good_site>, [](host& h) {
    prepare(h);
    int change = 0;
    h.heard = [&](std::string_view record) {
      if (record.starts_with("begin ")) change = std::stoi(std::string(record.substr(6)));
      if (!record.starts_with("guard 1 await")) return;
      kill(change, SIGSTOP);
      static_cast<void>(h.confirm(1));
      kill(change, SIGKILL);
    };
    const auto r = h.apply();
    // nobody is left to say how it ended, and nobody waits for that
    CHECK(r.log.end == run_end::open);
    CHECK(!said(r, "guard 1 confirmed"));
    CHECK(!said(r, "guard 1 restor"));
    CHECK(h.read("page") == "new\n");
    CHECK(!h.has("after"));
  });
}

TEST_CASE("guard_script: a stop waits for the guard") {
  host h(only<good_site>, shells::all[0]);
  prepare(h);
  h.heard = [&](std::string_view record) {
    if (record.starts_with("guard 1 armed"))
      for (const auto& entry : std::filesystem::directory_iterator(h.state() + "/runs"))
        shells::write_file(entry.path() / "stop", "");
    if (record.starts_with("guard 1 await")) static_cast<void>(h.confirm(1));
  };
  const auto r = h.apply();
  CHECK(r.log.end == run_end::interrupted);
  CHECK(r.log.guards.at(0) == guard_state::confirmed);
  CHECK(!h.has("after"));
}

namespace {
inline constexpr auto risky = sw::guarded<"risky">(
    sw::role(op<"user">(sw::server::user("anna")), op<"command">(sw::server::shell("nft -f x").undo("nft -f 'y z'")),
             op<"package">(sw::apt::packages("tree").undo("dpkg --purge tree")), op<"unit">(sw::systemd::restart("ssh"))));
struct risky_machine : sw::machine<"m"> {
  static constexpr auto& operations = risky;
};
struct risky_site : sw::layout<"site", risky_machine> {};

/// What the restore script of a guard's definitions is.
std::string restore_of(const std::string& definitions) {
  return shells::run(shells::all[0], definitions.substr(definitions.find("restore_text_1()")) + "restore_text_1\n").output;
}
}  // namespace

TEST_CASE("guard_script: what is saved of accounts, packages and the network") {
  const source_table sources;
  const std::vector<std::size_t> steps{0, 1, 2, 3};
  const auto text = guard_definitions(only<risky_site>, host_scope({}, sources, nullptr), 1, steps, "key", "me@here");
  for (const auto* part : {"save 1 itself /etc/shadow ", "save_units ssh ", "save_network\n", "G_1=600000\nH_1=30000\n"})
    CHECK(text.find(part) != std::string::npos);
  const auto restore = restore_of(text);
  for (const auto* part : {"with_network=yes\n", "with_packages=yes\n", "steps_in_reverse='3 2 1 0'", "undoing_2() {",
                           "limited sh -c 'nft -f '\\''y z'\\'''", "p_0=/etc/passwd\n"})
    CHECK(restore.find(part) != std::string::npos);
}

TEST_CASE("guard_script: what puts back passes shellcheck") {
  // as of the change itself (tests/plan/script.cpp); words on purpose too (SC2046)
  const std::string excluded = "SC2034,SC2154,SC2317,SC2086,SC1090,SC1091,SC1003,SC2016,SC1010,SC2046";
  host h(only<good_site>, shells::all[0]);
  const auto plan = h.plan();
  auto change = h.script(plan, "r1");
  // as one word it is the longest of all, and is looked at for itself
  const std::string end = "# complete\n'; }\n";
  const auto begins = change.find("restore_text_1()");
  change.erase(begins, change.find(end) + end.size() - begins);
  CHECK(shells::shellcheck("#!/bin/sh\n" + change, excluded) == "");
  const source_table sources;
  const std::vector<std::size_t> steps{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const auto restore =
      restore_of(guard_definitions(only<good_site>, host_scope({}, sources, nullptr), 1, steps, "key", "me@here"));
  CHECK(shells::shellcheck("#!/bin/sh\n" + restore, excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + confirm_script(only<good_site>, "r1", 1, "word", "NONCE"), excluded) == "");
}
