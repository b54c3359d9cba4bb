#include <slipway/fleet/deployment.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <slipway/dsl.hpp>
#include <slipway/front/run.hpp>

#include "catch.hpp"
#include "front/recording.hpp"
#include "shells.hpp"

namespace sw = slipway;
using sw::op;

// on this machine, in a folder of its own: a machine that starts its container, one in that, and who depends on them
#define FOLDER "/tmp/slipway-test-deployment"

namespace {

template <sw::fixed_string Path>
inline constexpr auto writes = sw::role(op<"Write it">(sw::files::file(Path.view()).content("x\n")));

struct here : sw::controller<"here"> {
  static constexpr auto settings = sw::settings{.state_directory = FOLDER "/state-here"};
  static constexpr auto operations =
      sw::role(op<"Start the box">(sw::server::shell("touch " FOLDER "/box").creates(FOLDER "/box").affects_nothing_else()));
};
struct box : sw::container<"box", sw::in<here>> {
  static constexpr auto settings =
      sw::settings{.connection = sw::enter{"sh " FOLDER "/enter box"}, .state_directory = FOLDER "/state-box"};
  static constexpr auto operations = sw::role(
      op<"Start what is in it">(sw::server::shell("touch " FOLDER "/bin").creates(FOLDER "/bin").affects_nothing_else()));
};
struct bin : sw::container<"bin", sw::in<box>> {
  static constexpr auto settings =
      sw::settings{.connection = sw::enter{"sh " FOLDER "/enter bin"}, .state_directory = FOLDER "/state-bin"};
  static constexpr auto& operations = writes<FOLDER "/in-the-bin">;
};
struct page : sw::controller<"page", sw::depends_on<bin>> {
  static constexpr auto settings = sw::settings{.state_directory = FOLDER "/state-page"};
  static constexpr auto& operations = writes<FOLDER "/page">;
};
struct site : sw::layout<"site", page, bin, box, here> {};

// four of which each can be made to fail, one that needs another, and one that nobody reaches
template <sw::fixed_string Name, class... Needed>
struct worker : sw::controller<Name, sw::depends_on<Needed...>> {
  static constexpr auto settings = sw::settings{.state_directory = sw::joined<FOLDER "/state-", Name>};
  static constexpr auto operations = sw::role(
      op<"Work">(sw::server::shell(sw::joined<"test ! -e " FOLDER "/broken-", Name, " && echo ", Name, " >>" FOLDER "/trace">)
                     .affects_nothing_else()));
};
struct a : worker<"a"> {};
struct b : worker<"b"> {};
struct c : worker<"c"> {};
struct d : worker<"d", b> {};
struct lost : sw::machine<"lost"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.address = "127.0.0.1", .port = 1}, .auto_deploy = false};
  static constexpr auto& operations = writes<FOLDER "/lost">;
};
// one that the program itself has come first
struct early : worker<"d", b> {
  static constexpr auto settings = sw::settings{.state_directory = FOLDER "/state-d", .canary = true};
};
struct careful_site : sw::layout<"careful", a, b, c, early> {};
struct fleet_site : sw::layout<"fleet", lost, a, b, c, d> {};

struct finished {
  int status;
  std::string out, err;

  [[nodiscard]] bool says(const std::string& text) const { return (out + err).find(text) != std::string::npos; }
};

/// The folder, with what enters a container as long as it runs.
class site_on_this_machine {
 public:
  site_on_this_machine() {
    // each case is a process, and two may run at the same time
    ::flock(turn_, LOCK_EX);
    std::filesystem::remove_all(FOLDER);
    std::filesystem::create_directory(FOLDER);
    std::filesystem::permissions(FOLDER, std::filesystem::perms::owner_all);
    shells::write_file(FOLDER "/enter",
                       "test -e " FOLDER "/$1 || { echo \"no container $1\" >&2; exit 125; }\nshift\nexec \"$@\"\n");
    ::setenv("XDG_STATE_HOME", FOLDER, 1);
  }
  site_on_this_machine(const site_on_this_machine&) = delete;
  site_on_this_machine& operator=(const site_on_this_machine&) = delete;
  ~site_on_this_machine() {
    ::unsetenv("XDG_STATE_HOME");
    std::filesystem::remove_all(FOLDER);
    ::close(turn_);
  }

  [[nodiscard]] finished run(std::vector<const char*> words, const sw::program& program = sw::program_of<site>) const {
    words.insert(words.begin(), "/bin/site");
    words.insert(words.end(), {"--state", FOLDER "/state.json"});
    recording out(STDOUT_FILENO), err(STDERR_FILENO);
    const auto status = sw::front::run(program, static_cast<int>(words.size()), words.data());
    return {status, out.stop(), err.stop()};
  }
  /// Which of the fleet have worked, in order.
  [[nodiscard]] std::string traced(std::vector<const char*> words, int status,
                                   const sw::program& program = sw::program_of<fleet_site>) const {
    std::filesystem::remove(FOLDER "/trace");
    words.insert(words.begin(), {"apply", "--yes", "--parallel", "1"});
    last = run(std::move(words), program);
    INFO(last.out << last.err);
    CHECK(last.status == status);
    auto trace = shells::read_file(FOLDER "/trace");
    std::ranges::replace(trace, '\n', ' ');
    return trace;
  }
  mutable finished last{};

 private:
  int turn_ = ::open(FOLDER ".turn", O_CREAT | O_RDWR | O_CLOEXEC, 0600);
};

}  // namespace

TEST_CASE("deployment: a container that its machine has yet to start comes after it, and so does what depends on it") {
  const site_on_this_machine t;
  const auto planned = t.run({"plan"});
  INFO(planned.out << planned.err);
  CHECK(planned.status == 0);
  CHECK(planned.says("here  1 to change"));
  CHECK(planned.says("cannot be entered yet, and is planned once Controller:here is deployed"));
  CHECK(planned.says("is planned once Container:box is deployed, which cannot be entered yet"));
  CHECK_FALSE(std::filesystem::exists(FOLDER "/box"));

  const auto done = t.run({"apply", "--yes"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK(done.says("4 succeeded"));
  for (const auto* file : {FOLDER "/in-the-bin", FOLDER "/page"}) CHECK(std::filesystem::exists(file));
  const auto again = t.run({"apply", "--yes", "--serial", "1"});
  CHECK(again.status == 0);
  CHECK(again.says("4 succeeded"));
}

TEST_CASE("deployment: a container that does not run fails alone, with what depends on it, and says what to do") {
  const site_on_this_machine t;
  REQUIRE(t.run({"apply", "--yes", "--serial", "1"}).status == 0);
  std::filesystem::remove(FOLDER "/bin");
  const auto f = t.run({"apply", "--yes", "bin", "page", "here"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(f.says("the container cannot be entered: no container bin"));
  CHECK(f.says("see that it runs on Container:box and has a shell: `sh " FOLDER "/enter bin sh -c true` must succeed there"));
  CHECK(f.says("depends on Container:bin, which is not deployed (failed)"));
  CHECK(f.says("1 succeeded, 1 failed, 1 dependency failed"));
}

TEST_CASE("deployment: a wave begins when all of the last are well, and what was not begun is not reached") {
  const site_on_this_machine t;
  CHECK(t.traced({"--serial", "1,100%"}, 0) == "a b c d ");
  shells::write_file(FOLDER "/broken-b", "");
  CHECK(t.traced({"--serial", "2"}, 1) == "a ");
  CHECK(t.last.says("1 succeeded, 1 failed, 1 ignored, 2 not reached"));
  CHECK(t.last.says("c  not reached: too many hosts have failed before"));
  // without waves nobody waits for others
  CHECK(t.traced({}, 1) == "a c ");
  CHECK(t.last.says("2 succeeded, 1 failed, 1 dependency failed, 1 ignored"));
}

TEST_CASE("deployment: so many failures of a wave end the run before the next host") {
  const site_on_this_machine t;
  shells::write_file(FOLDER "/broken-a", "");
  CHECK(t.traced({"--max-failures", "1"}, 1).empty());
  CHECK(t.last.says("1 failed, 1 ignored, 3 not reached"));
  CHECK(t.traced({"--max-failures", "25%"}, 1).empty());
  CHECK(t.traced({"--max-failures", "50%"}, 1) == "b c d ");
  // each wave has failures of its own
  shells::write_file(FOLDER "/broken-c", "");
  CHECK(t.traced({"--serial", "2", "--max-failures", "2"}, 1) == "b d ");
  // whoever cannot be reached has failed before anybody is changed
  CHECK(t.traced({"*", "--max-failures", "1"}, 1).empty());
  CHECK(t.last.says("1 failed, 4 not reached"));
}

TEST_CASE("deployment: canaries come first, with what they depend on") {
  const site_on_this_machine t;
  CHECK(t.traced({"--canary", "d"}, 0) == "b d a c ");
  CHECK(t.traced({"--canary", "Controller:c", "--canary", "b", "--serial", "1"}, 0) == "b c a d ");
  shells::write_file(FOLDER "/broken-c", "");
  CHECK(t.traced({"--canary", "c"}, 1).empty());
  CHECK(t.last.says("1 failed, 1 ignored, 3 not reached"));
  CHECK(t.traced({"--canary", "x*"}, 2).empty());
  CHECK(t.last.says("--canary 'x*' matches nothing that is selected"));
}

TEST_CASE("deployment: a program names canaries, too") {
  const site_on_this_machine t;
  const auto& careful = sw::program_of<careful_site>;
  CHECK(t.traced({}, 0, careful) == "b d a c ");
  CHECK(t.traced({"--canary", "c", "--serial", "1"}, 0, careful) == "b c d a ");
  shells::write_file(FOLDER "/broken-d", "");
  CHECK(t.traced({}, 1, careful) == "b ");
  CHECK(t.last.says("1 succeeded, 1 failed, 2 not reached"));
  // where none is selected, nobody waits for others
  shells::write_file(FOLDER "/broken-a", "");
  CHECK(t.traced({"a", "c"}, 1, careful) == "c ");
}
