#include <slipway/plan/roll_back.hpp>

#include <algorithm>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "host.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using namespace std::chrono_literals;
using plan_test::host, plan_test::on_each_shell;
using sw::op;

namespace {
template <class Layout>
constexpr const sw::deployable& only = sw::program_of<Layout>.deployables[0];

struct machine : sw::machine<"m"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};
  static constexpr auto operations =
      sw::role(op<"Come before">(sw::files::file(ROOT "/before").content("new\n")),
               sw::guarded<"first">(sw::role(op<"Write a page">(sw::files::file(ROOT "/page").content("first\n")),
                                             op<"Make a folder">(sw::files::directory(ROOT "/folder"))),
                                    sw::confirm_within(30s)),
               sw::guarded<"second">(sw::role(op<"Write into it">(sw::files::file(ROOT "/folder/inside").content("new\n")),
                                              op<"Add a line">(sw::files::line(ROOT "/list", "second"))),
                                     sw::confirm_within(30s)));
};
struct site : sw::layout<"site", machine> {};

/// A host whose run has kept what its guards changed.
void prepare(host& h) {
  h.write("page", "old\n");
  h.write("list", "first\n");
  h.records = true;
  h.label.keeps_guards = true;
  h.heard = [&](std::string_view record) {
    if (record == "guard 1 await") static_cast<void>(h.confirm(1));
    if (record == "guard 2 await") static_cast<void>(h.confirm(2));
  };
}

bool keeps_something(const host& h) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(h.state() + "/runs"))
    if (entry.path().filename().string().starts_with("undo.")) return true;
  return false;
}
}  // namespace

TEST_CASE("roll_back: confirmed guards are put back, the last first, and the rest stays") {
  on_each_shell(only<site>, [](host& h) {
    prepare(h);
    const auto done = h.apply();
    REQUIRE(done.log.end == run_end::succeeded);
    CHECK(h.read("page") == "first\n");
    CHECK(h.read("list") == "first\nsecond\n");
    CHECK(keeps_something(h));

    const auto r = h.roll_back();
    INFO(r.refused);
    CHECK(r.log.end == run_end::rolled_back);
    CHECK(r.log.guards == std::vector{guard_state::restored, guard_state::restored});
    CHECK(r.log.reason == "rolled back the guard 'first': another host of its wave has failed");
    std::vector<std::string> order;
    std::ranges::copy_if(r.journal, std::back_inserter(order), [](const std::string& j) { return j.ends_with("restored"); });
    CHECK(order == std::vector<std::string>{"guard 2 restored", "guard 1 restored"});
    CHECK(h.read("page") == "old\n");
    CHECK(h.read("list") == "first\n");
    CHECK(!h.has("folder"));
    CHECK(h.read("before") == "new\n");
    CHECK(!keeps_something(h));
    CHECK(!std::filesystem::exists(h.state() + "/lock"));
    // who depends on this machine must not find it deployed
    static_cast<void>(h.plan());
    CHECK(h.holdings().own->ended == "open");

    const auto again = h.apply();
    CHECK(again.log.end == run_end::succeeded);
    CHECK(h.read("page") == "first\n");
  });
}

TEST_CASE("roll_back: whatever stands there by now gives way, and what cannot be put back is told") {
  host h(only<site>, shells::all[0]);
  prepare(h);
  REQUIRE(h.apply().log.end == run_end::succeeded);
  std::filesystem::remove(h.path("page"));
  std::filesystem::create_directories(h.path("page/in the way"));
  // what was saved of the list is gone
  for (const auto& run : std::filesystem::directory_iterator(h.state() + "/runs"))
    for (const auto& saved : std::filesystem::directory_iterator(run.path() / "undo.1002/saved"))
      if (is_regular_file(saved) && shells::read_file(saved.path()) == "first\n") std::filesystem::remove(saved);
  const auto r = h.roll_back();
  CHECK(r.log.end == run_end::rolled_back);
  CHECK(r.log.guards == std::vector{guard_state::restored, guard_state::incomplete});
  CHECK(h.read("page") == "old\n");
  CHECK(!h.has("folder"));
  CHECK(h.read("list") == "first\nsecond\n");
  CHECK(std::ranges::any_of(r.journal, [](const std::string& j) {
    return j.starts_with("guard 2 incomplete ") && j.find("/list is not as before") != std::string::npos;
  }));
  CHECK(std::filesystem::exists(h.state() + "/lock") == false);
}

TEST_CASE("roll_back: let go of, or older than another change, nothing is put back") {
  host h(only<site>, shells::all[0]);
  prepare(h);
  REQUIRE(h.apply().log.end == run_end::succeeded);
  CHECK(h.say(let_go_script(only<site>, "r1", "NONCE")) == "NONCE told\n");
  CHECK(!keeps_something(h));
  CHECK(h.roll_back().log.guards == std::vector(2, guard_state::waiting));
  CHECK(h.read("page") == "first\n");

  h.write("page", "other\n");
  REQUIRE(h.apply().log.end == run_end::succeeded);
  CHECK(keeps_something(h));
  h.write("before", "other\n");
  h.label.keeps_guards = false;
  REQUIRE(h.apply().log.end == run_end::succeeded);
  CHECK(!keeps_something(h));
}

TEST_CASE("roll_back: what is sent passes shellcheck") {
  // as of the change itself (tests/plan/script.cpp)
  const std::string excluded = "SC2034,SC2154,SC2317,SC2086,SC1090,SC1091,SC1003,SC2016,SC1010";
  holdings found;
  found.machine = "0123";
  const auto script = roll_back_script(only<site>, found, "r1.02-key", {}, {});
  CHECK(shells::shellcheck("#!/bin/sh\n" + script, excluded) == "");
  CHECK(shells::shellcheck("#!/bin/sh\n" + let_go_script(only<site>, "r1", "NONCE"), excluded) == "");
}
