#include <slipway/check/finding.hpp>

#include "catch.hpp"

using namespace slipway::rules;

TEST_CASE("finding: each once, and no more than anybody reads") {
  findings found{};
  const finding a{mistake::no_operations, {culprit("a")}}, b{mistake::no_operations, {culprit("b")}};
  found.add(a);
  found.add(b);
  found.add(a);
  CHECK(found.count == 2);

  findings others{};
  others.add(b);
  others.add({mistake::unfilled_hole, {culprit("b")}});
  found.merge(others);
  CHECK(found.count == 3);

  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t i = 0; i != letters.size(); ++i) found.add({mistake::missing_dependency, {culprit(letters.substr(i, 1))}});
  CHECK(found.count == findings::most);
  CHECK(found.items[0] == a);
}
