#include <slipway/fleet/secrets.hpp>

#include <slipway/plan/needed.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::fleet;
namespace plan = slipway::plan;
using sw::let, sw::op;

namespace {
using texts = std::vector<std::string>;

inline constexpr auto two =
    sw::role(op<"Write it">(
                 sw::files::file("/a").from_template("{{one}} {{two}} {{plain}}", let<"one">(sw::secret<"db/one">)).mode("0600")),
             op<"Write it again">(sw::files::file("/b").from_template("{{two}}").mode("0600")));
struct base : sw::machine<"base"> {
  static constexpr auto data =
      sw::data(let<"one">("not this"), let<"two">(sw::secret<"two">), let<"plain">("p"), let<"unused">(sw::secret<"unused">));
};
struct a : sw::machine<"a"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_environment("SLIPWAY_TEST_")};
  static constexpr auto data = base::data;
  static constexpr auto& operations = two;
};
struct b : sw::machine<"b"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_environment("SLIPWAY_TEST_")};
  static constexpr auto data = base::data;
  static constexpr auto& operations = two;
};
struct asks : sw::machine<"asks"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_prompt()};
  static constexpr auto data = base::data;
  static constexpr auto& operations = two;
};
struct none : sw::machine<"none"> {
  static constexpr auto operations = sw::role(op<"Write it">(sw::files::file("/a").content("a")));
};
struct decides : sw::machine<"decides"> {
  static constexpr auto data = base::data;
  static constexpr auto operations = sw::role(sw::dynamic<"Decide">(sw::reads(sw::fact::os.id), [](sw::dynamic_context&) {}));
};
struct site : sw::layout<"site", a, b, asks, none, decides> {};
constexpr auto& described = sw::program_of<site>.deployables;

std::string said(const loaded_secrets& l) {
  std::string all;
  for (const auto& p : l.problems) all += p + "\n";
  return all;
}

/// What was asked; answers nothing for names that it does not know.
struct operator_of {
  std::map<std::string, std::string> answers;
  texts asked{};
  loaded_secrets load(std::initializer_list<std::size_t> hosts) {
    std::vector<const sw::deployable*> selected;
    for (const auto i : hosts) selected.push_back(&described[i]);
    auto loaded =
        load_secrets(selected, plan::source_table{}, [&](const std::string& question) -> std::optional<sw::secret_text> {
          asked.push_back(question);
          const auto known = answers.find(question);
          return known == answers.end() ? std::nullopt : std::optional(sw::secret_text(known->second));
        });
    prctl(PR_SET_DUMPABLE, 1);  // what looks for leaks at the end of the tests reads this memory
    return loaded;
  }
};
}  // namespace

TEST_CASE("secrets: those that texts hold, each once") {
  CHECK(plan::needed_secrets(described[0], {}) == std::vector<std::string_view>{"db/one", "two"});
  CHECK(plan::needed_secrets(described[3], {}).empty());
  // it may add what holds any of them
  CHECK(plan::needed_secrets(described[4], {}) == std::vector<std::string_view>{"two", "unused"});
}

TEST_CASE("secrets: all that are missing are told at once, and nobody is asked meanwhile") {
  operator_of me;
  const auto l = me.load({0, 1, 2, 3});
  CHECK(said(l) ==
        "the secret 'db/one' of Machine:a and Machine:b: there is no variable SLIPWAY_TEST_DB_ONE in the environment; set it\n"
        "the secret 'two' of Machine:a and Machine:b: there is no variable SLIPWAY_TEST_TWO in the environment; set it\n");
  CHECK(me.asked.empty());
}

TEST_CASE("secrets: read once for all hosts, and gone from the environment") {
  ::setenv("SLIPWAY_TEST_DB_ONE", "1", 1);
  ::setenv("SLIPWAY_TEST_TWO", "2", 1);
  operator_of me{{{"The secret 'db/one' of Machine:asks", "one"}, {"The secret 'two' of Machine:asks", "two"}}};
  const auto l = me.load({0, 1, 2, 3});
  CHECK(said(l).empty());
  CHECK(me.asked == texts{"The secret 'db/one' of Machine:asks", "The secret 'two' of Machine:asks"});
  REQUIRE(l.hosts.size() == 3);
  const auto value = [&](std::size_t i, std::string_view name) { return l.hosts.at(&described[i]).values.find(name)->second; };
  CHECK(value(0, "two")->view() == "2");
  CHECK(value(2, "two")->view() == "two");
  CHECK(value(0, "db/one") == value(1, "db/one"));
  CHECK(l.hosts.at(&described[0]).key.size() == 32);
  CHECK(std::getenv("SLIPWAY_TEST_TWO") == nullptr);
}

TEST_CASE("secrets: without a terminal, and without an answer") {
  operator_of me{{{"The secret 'two' of Machine:asks", ""}}};
  CHECK(said(me.load({2})) ==
        "the secret 'db/one' of Machine:asks: there is no terminal to ask on; run it on one, or name another source in the "
        "settings\n"
        "the secret 'two' of Machine:asks: nothing was answered; type it, or name another source in the settings\n");
}

TEST_CASE("secrets: a process that knows some leaves no core dump") {
  keep_memory_private();
  rlimit now{};
  getrlimit(RLIMIT_CORE, &now);
  CHECK(prctl(PR_GET_DUMPABLE) == 0);
  CHECK(now.rlim_cur == 0);
  prctl(PR_SET_DUMPABLE, 1);
}
