#include <slipway/front/graphviz.hpp>

#include <slipway/front/graph_dot.hpp>

#include <cstdlib>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graphviz: takes what we write, where it is installed") {
  if (std::system("dot -V >/dev/null 2>&1") != 0) return;
  const auto svg = svg_by_graphviz(graph_dot(whole_graph()));
  REQUIRE(svg);
  CHECK(xml_problem(*svg) == "");
  CHECK(count(*svg, "class=\"edge\"") == 5 + 4);
  CHECK_FALSE(svg_by_graphviz("this is no graph"));
}
