#include <slipway/front/graph_svg.hpp>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graph_svg: escapes") {
  CHECK(xml_escape("<a b=\"c\">&amp; 'd'") == "&lt;a b=&quot;c&quot;&gt;&amp;amp; 'd'");
  CHECK(xml_escape("a\nb\x01\xff") == "a\\x0ab\\x01\xef\xbf\xbd");
}

TEST_CASE("graph_svg: well-formed, whatever the names, and complete by itself") {
  const auto text = graph_svg(whole_graph());
  CHECK(xml_problem(text) == "");
  // the name of its language, and no other address
  CHECK(count(text, "http") == 1);
  CHECK(count(text, "url(#") == count(text, "url("));
  CHECK(text == graph_svg(whole_graph()));
  CHECK(xml_problem(graph_svg({})) == "");
}

TEST_CASE("graph_svg: a frame for each role, a box for each operation, an arrow for each edge") {
  const auto text = graph_svg(whole_graph());
  CHECK(count(text, "class=\"frame\"") == 2);
  // and one in the legend
  CHECK(count(text, "<rect class=\"box\"") == 7 + 1);
  CHECK(count(text, "<path class=\"after\"") == 1 + 1);
  CHECK(count(text, "<path class=\"condition\"") == 2 + 1);
  CHECK(count(text, "<path class=\"may-affect\"") == 1 + 1);
  CHECK(count(text, "<path class=\"machine\"") == 1 + 1);
  CHECK(count(text, "<title>1 Write the page -&gt; 3 Reload (condition)</title>") == 1);
}
