#include <slipway/facts/command.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("command: its output and status") {
  with_each_shell([&](const auto& shell) {
    CHECK(
        gather(slipway::facts::command(), shell, {}, " K 'echo \"a  b\"; echo c; exit 3' ,x, L true ,x,") ==
        values{{"command.output@K", "a  b\nc"}, {"command.status@K", "3"}, {"command.output@L", ""}, {"command.status@L", "0"}});
  });
}
