#include <slipway/front/graph_dot.hpp>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graph_dot: escapes") {
  CHECK(dot_escape("plain, with <angles>") == "plain, with <angles>");
  CHECK(dot_escape("\"\\N\"") == "\\\"\\\\N\\\"");
  CHECK(dot_escape("&lt;") == "&amp;lt;");
  CHECK(dot_escape("a\nb") == "a\\\\x0ab");
  CHECK(dot_escape("\xc3\xa4\xff") == "\xc3\xa4\xef\xbf\xbd");
}

TEST_CASE("graph_dot: nodes, edges that differ in line and arrowhead, a legend") {
  const auto text = relative(graph_dot(whole_graph()));
  CHECK(count(text, "r0_s1 [label=\"2 Back up\\ngraphs.hpp:+1\\n\", style=\"filled,rounded\"];") == 1);
  CHECK(count(text, "r0_s0 -> r0_s1 [style=solid, arrowhead=normal") == 1);
  CHECK(count(text, "r0_s0 -> r0_s2 [style=dashed, arrowhead=onormal") == 1);
  CHECK(count(text, "r0_s2 -> r0_s4 [style=dotted, arrowhead=vee") == 1);
  CHECK(count(text, "r1_s1 -> r0_s0 [ltail=cluster_r1, lhead=cluster_r0, minlen=2, style=bold, arrowhead=diamond") == 1);
  CHECK(count(text, "label=\"Machine:web-1\\lMachine:web-2 (after Machine:odd\\\\x0a\\\"<&amp;>\\\\ \\\\x1b[31m)\\l\";") == 1);
  CHECK(count(text, "legend_earlier -> legend_later") == 4);
  CHECK(graph_dot(whole_graph()) == graph_dot(whole_graph()));
}

TEST_CASE("graph_dot: no machine, no role") { CHECK(count(graph_dot({}), "->") == 0); }
