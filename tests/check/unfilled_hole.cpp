#include <slipway/check/unfilled_hole.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

TEST_CASE("unfilled_hole: each hole that nothing fills, once") {
  const std::array own{let<"mine">("a")};
  const std::array data{let<"domain">("b")};
  row r{};
  r.name = "Write it";
  r.line = 7;
  r.text = "{{mine}} {{domain}} {{domian}} {{who}} {{domian}}";
  r.lets = own;

  findings found{};
  find_unfilled_holes(r, data, culprit("Machine", "web"), found);
  REQUIRE(found.count == 2);
  CHECK(found.items[0] == finding{mistake::unfilled_hole, {culprit(r), culprit("domian"), culprit("Machine", "web")}});
  CHECK(found.items[1].who[1].second == "who");

  findings none{};
  r.text = "no hole, {{mine}}";
  find_unfilled_holes(r, {}, culprit("Machine", "web"), none);
  CHECK(none.count == 0);
}
