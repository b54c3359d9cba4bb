// What options make of a step, on hosts of three shells.
#include <slipway/plan/script.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "host.hpp"
#include "stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using namespace std::chrono_literals;
using plan_test::host, plan_test::on_each_shell;
using sw::changed, sw::op, sw::when;

namespace {
inline constexpr auto settings_here = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};

template <class Layout>
constexpr const sw::deployable& only = sw::program_of<Layout>.deployables[0];

std::string all_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& l : lines) text += l + "\n";
  return text;
}

std::string outcomes(const plan_test::run_result& r) {
  std::string all;
  for (const auto& s : r.log.steps) all += (all.empty() ? "" : " ") + std::string(to_text(s.what));
  return all;
}

// nobody may have reaped it yet
bool is_gone(const std::string& process) {
  const auto stat = "/proc/" + process + "/stat";
  return !std::filesystem::exists(stat) || shells::read_file(stat).find(") Z ") != std::string::npos;
}

constexpr auto command(std::string_view text) { return sw::server::shell(text).affects_nothing_else(); }

struct how : sw::machine<"how"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(
      op<"Say where">(
          command("pwd >" ROOT "/out; umask >>" ROOT "/out; printf '%s|%s\n' \"$A\" \"$B\" >>" ROOT "/out; cat >>" ROOT "/out"),
          sw::directory("/usr/bin"), sw::umask("027"), sw::env<"A">("it's $x"), sw::env<"B">(""), sw::stdin("a 'b'\n")),
      op<"Read nothing">(command("cat >>" ROOT "/out")), op<"Succeed with 3">(command("exit 3"), sw::success_codes(0, 3)));
};
struct how_site : sw::layout<"how", how> {};

constexpr auto may_fail = op<"Fail">(command("echo 'no luck'; exit 7"), sw::ignore_errors());
struct fails : sw::machine<"fails"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations =
      sw::role(may_fail, op<"Follow it">(command("echo followed >>" ROOT "/followed"), when(changed(may_fail))),
               op<"Succeed with 3 alone">(command("exit 0"), sw::success_codes(3)), op<"Never come here">(command("true")));
};
struct fails_site : sw::layout<"fails", fails> {};

struct again : sw::machine<"again"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations = sw::role(
      op<"Work the third time">(command("echo try >>" ROOT "/tries; [ \"$(wc -l <" ROOT "/tries)\" -ge 3 ]"), sw::retry(5, 1s)));
};
struct again_site : sw::layout<"again", again> {};

struct late : sw::machine<"late"> {
  static constexpr auto settings = settings_here;
  static constexpr auto operations =
      sw::role(op<"Be quick">(command("echo quick >" ROOT "/quick"), sw::timeout(20s)),
               op<"Hang">(command("trap '' TERM; sleep 600 & echo $! >" ROOT "/child; wait; sleep 600"), sw::timeout(1s)));
};
struct late_site : sw::layout<"late", late> {};
}  // namespace

TEST_CASE("step options: folder, umask, environment, input and exit statuses of a command") {
  on_each_shell(only<how_site>, [](host& h) {
    const auto r = h.apply();
    INFO(all_of(r.journal));
    CHECK(outcomes(r) == "changed changed changed");
    CHECK(h.read("out") == "/usr/bin\n0027\nit's $x|\na 'b'\n");
  });
}

TEST_CASE("step options: a failure that is ignored is told, and counts as a change") {
  on_each_shell(only<fails_site>, [](host& h) {
    const auto r = h.apply();
    INFO(all_of(r.journal));
    CHECK(outcomes(r) == "ignored changed failed not reached");
    CHECK(h.read("followed") == "followed\n");
    REQUIRE(r.log.notes.size() == 1);
    CHECK(r.log.notes[0] == "'Fail' failed, which is ignored: no luck");
    CHECK(r.log.reason == "'Succeed with 3 alone' failed");
    CHECK(all_of(r.log.output) == "exit status 0\n");
  });
}

TEST_CASE("step options: tried again until it works") {
  on_each_shell(only<again_site>, [](host& h) {
    const auto r = h.apply();
    INFO(all_of(r.journal));
    CHECK(outcomes(r) == "changed");
    CHECK(h.read("tries") == "try\ntry\ntry\n");
    CHECK(r.log.notes.size() == 2);
    CHECK(r.log.notes[1] == "'Work the third time': it failed and is tried again in 1 s, at most 4 more times");
  });
}

TEST_CASE("step options: what takes too long is ended, with all that it started") {
  on_each_shell(only<late_site>, [](host& h) {
    const auto r = h.apply();
    INFO(all_of(r.journal));
    CHECK(outcomes(r) == "changed failed");
    CHECK(h.read("quick") == "quick\n");
    CHECK(r.log.output.back() == "not done within 1 s: it was ended");
    auto child = h.read("child");
    child.pop_back();
    CHECK(is_gone(child));
  });
}
