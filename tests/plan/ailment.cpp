#include <slipway/plan/ailment.hpp>

#include <vector>

#include <slipway/plan/answer.hpp>
#include <slipway/plan/guard_script.hpp>
#include <slipway/plan/shell.hpp>

#include "catch.hpp"
#include "shells.hpp"

using namespace slipway::plan;
namespace sw = slipway;

TEST_CASE("ailment: a unit goes by its name, and what else is not well by its check") {
  constexpr auto asked = sw::health(sw::systemd_running, sw::http("http://localhost/"), sw::port(80));
  const std::vector<ailment> before{{0, "a.service loaded failed failed An old name"}, {1, "no answer from http://localhost/"}};
  struct {
    ailment now;
    bool was_there;
  } const cases[]{{{0, "a.service loaded failed failed A new name"}, true},
                  {{0, "a.service"}, true},
                  {{0, "b.service loaded failed failed B"}, false},
                  {{0, std::string(still_starting)}, false},
                  {{1, "http://localhost/ answers 502"}, true},
                  {{2, "nothing listens on port 80"}, false},
                  {{7, "what no check has said"}, false}};
  for (const auto& c : cases) {
    INFO(c.now.check << " " << c.now.line);
    CHECK(is_among(c.now, before, asked) == c.was_there);
  }
  CHECK_FALSE(is_among(before[0], {}, asked));
}

TEST_CASE("ailment: the host says it with these words") {
  CHECK(health_shell().find("not_well '" + std::string(still_starting) + "'") != std::string_view::npos);
}

TEST_CASE("ailment: a host names the check of each thing that is not well") {
  constexpr auto asked = sw::health(sw::command("false"), sw::command("true"), sw::command("exit 3 # *\n two \\ lines"));
  for (const auto& shell : shells::all) {
    INFO(shell[0]);
    const std::string text =
        "nonce=N1\n" + std::string(prelude_shell()) + health_definitions(asked) + "print_health </dev/null\n";
    shells::process host(shell);
    host.write(text);
    host.end_input();
    answer_reader reader("N1", 0);
    for (std::string line; host.read_line(line);) CHECK_FALSE(reader.take(line));
    const auto& unwell = reader.result().unwell;
    REQUIRE(unwell.size() == 3);
    CHECK((unwell[0].check == 0 && unwell[0].line == "the command fails: false"));
    // a text of two lines is two
    CHECK((unwell[1].check == 2 && unwell[1].line == "the command fails: exit 3 # *"));
    CHECK((unwell[2].check == 2 && unwell[2].line == " two \\ lines"));
  }
}
