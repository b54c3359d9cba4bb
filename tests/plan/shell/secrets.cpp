// Contents that hold secrets, for real, on this machine below a scratch folder.
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include <slipway/core/sha256.hpp>
#include <slipway/dsl.hpp>
#include <slipway/plan/script.hpp>

#include "catch.hpp"

#include "plan/host.hpp"
#include "plan/stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::action, plan_test::host, plan_test::on_each_shell;
using sw::changed, sw::let, sw::op, sw::when;

namespace {
constexpr std::string_view marker = "MARKER-7e1f";

constexpr auto conf =
    op<"Configure it">(sw::files::file(ROOT "/conf")
                           .from_template("host = {{host}}\npassword = {{password}}\nos = {{os}}\n",
                                          let<"password">(sw::secret<"db/password">), let<"os">(sw::fact::os.id))
                           .mode("0640"));
constexpr auto key = op<"Write the key">(sw::files::file(ROOT "/key").from_template("{{key}}").mode("0600"));
constexpr auto look = op<"Look around">(action{ROOT "/log", "looked"}, when(changed(conf)));
struct app : sw::machine<"app"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}, .state_directory = ROOT "/state"};
  static constexpr auto data = sw::data(let<"host">("db-1"), let<"key">(sw::secret<"key">));
  static constexpr auto operations = sw::role(conf, key, look);
};
struct site : sw::layout<"site", app> {};
constexpr const sw::deployable& described = sw::program_of<site>.deployables[0];

void give(host& h, std::string_view name, std::string_view value) {
  h.secrets.key = "00112233445566778899aabbccddeeff";
  h.secrets.values[std::string(name)] = std::make_shared<const sw::secret_text>(value);
}

std::string output_of(const std::string& command) {
  shells::process p({"sh", "-c", command});
  return p.read_all();
}

unsigned mode_of(const std::string& path) {
  struct stat is {};
  return lstat(path.c_str(), &is) == 0 ? is.st_mode & 07777u : 0;
}

const step& step_of(const host_plan& p, std::string_view name) {
  for (const auto& s : p.steps)
    if (s.operation->name == name) return s;
  throw std::logic_error("no such step");
}

std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i != 70'000; ++i) bytes += static_cast<char>(i * 7 % 256);
  return bytes + std::string(marker);
}
}  // namespace

TEST_CASE("secrets: any bytes arrive, nothing else is left of them, and a second run has nothing to do") {
  for (const auto& value : {std::string(marker) + "'\"\\\n$x `y`\n", all_bytes(), std::string("\0\n", 2), std::string()}) {
    on_each_shell(described, [&](host& h) {
      give(h, "db/password", value);
      give(h, "key", value);
      const auto first = h.plan();
      CHECK(step_of(first, "Configure it").before == "absent");
      CHECK(step_of(first, "Configure it").desired == "file mode=0640 secret=ok");
      const auto r = h.apply();
      INFO(h.last_script());
      REQUIRE(r.log.end == run_end::succeeded);
      CHECK(h.read("key") == value);
      CHECK(h.read("conf") == "host = db-1\npassword = " + value + "\nos = " + h.answer().facts.at("os.id") + "\n");
      CHECK(mode_of(h.path("conf")) == 0640);
      CHECK(h.last_script().find(marker) == std::string::npos);
      CHECK(h.last_script().find(sw::sha256(value)) == std::string::npos);
      CHECK(output_of("grep -rlF " + std::string(marker) + " " + h.path("state") + " " + h.path("memory")).empty());
      CHECK(output_of("ls -A " + h.path("memory")).empty());
      CHECK(h.plan().is_empty());
    });
  }
}

TEST_CASE("secrets: another value, or another content, is a change that says nothing of either") {
  on_each_shell(described, [&](host& h) {
    give(h, "db/password", "one");
    give(h, "key", "two");
    REQUIRE(h.apply().log.end == run_end::succeeded);
    give(h, "db/password", "six");
    h.write("key", "by hand");
    const auto p = h.plan();
    for (const auto* name : {"Configure it", "Write the key"}) {
      CHECK(step_of(p, name).what == verdict::change);
      CHECK(step_of(p, name).before.ends_with(" secret=other"));
    }
    h.secrets.key = "ffeeddccbbaa99887766554433221100";  // as in another run
    REQUIRE(h.apply().log.end == run_end::succeeded);
    CHECK(h.read("key") == "two");
    CHECK(h.plan().is_empty());
  });
}

TEST_CASE("secrets: while a run goes on they are in one file that nobody else may read") {
  on_each_shell(described, [&](host& h) {
    give(h, "db/password", marker);
    give(h, "key", marker);
    h.differing = contents::sent;
    // a pipe in the place of the log holds the run until it is read
    REQUIRE(mkfifo(h.path("log").c_str(), 0600) == 0);
    std::string files, folder_mode, holders, named;
    std::thread looks([&] {
      while (!h.has("key")) usleep(10'000);
      files = output_of("cd " + h.path("memory") + " && stat -c '%a %F' *");
      folder_mode = output_of("stat -c %a " + h.path("memory"));
      holders = output_of("cd " + h.path("memory") + " && for f in *; do test -d /proc/${f##*.} && echo alive; done");
      named = output_of("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -c 'MARKER[-]7e1f'");
      (void)h.read("log");
    });
    const auto r = h.apply();
    looks.join();
    CHECK(r.log.end == run_end::succeeded);
    CHECK(files == "600 regular file\n");
    CHECK(folder_mode == "700\n");
    CHECK(holders == "alive\n");
    CHECK(named == "0\n");
    CHECK(h.question(phase_one_end::answer).find(marker) == std::string::npos);
    h.write("key", std::string(marker) + " was here");
    CHECK(h.plan().steps[1].before == "file mode=0600 secret=other");
    CHECK(h.answer().contents.empty());
  });
}

TEST_CASE("secrets: what a killed run left goes with the next contact") {
  on_each_shell(described, [&](host& h) {
    give(h, "db/password", "one");
    give(h, "key", "two");
    REQUIRE(h.apply().log.end == run_end::succeeded);
    h.write("memory/r7-abcdef.999999999", "left");
    h.write("memory/r8-abcdef." + std::to_string(getpid()), "in use");
    CHECK(h.plan().is_empty());
    CHECK(!h.has("memory/r7-abcdef.999999999"));
    CHECK(h.has("memory/r8-abcdef." + std::to_string(getpid())));
  });
}

TEST_CASE("secrets: a folder that is not ours alone is refused, and nothing is changed") {
  on_each_shell(described, [&](host& h) {
    give(h, "db/password", "one");
    give(h, "key", "two");
    REQUIRE(symlink("/tmp", h.path("memory").c_str()) == 0);
    const auto r = h.apply();
    CHECK(r.refused.find("is not a folder of this user's") != std::string::npos);
    CHECK(!h.has("key"));
  });
}
