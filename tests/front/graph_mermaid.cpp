#include <slipway/front/graph_mermaid.hpp>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graph_mermaid: escapes") {
  CHECK(mermaid_escape("Install nginx (1.2), x-y/z") == "Install nginx (1.2), x-y/z");
  CHECK(mermaid_escape("\"#35;\"") == "#34;#35;35#59;#34;");
  CHECK(mermaid_escape("<b>&amp;") == "#60;b#62;#38;amp#59;");
  CHECK(mermaid_escape("\\n `x` *y* __z__") == "#92;#8288;n #96;x#96; #42;y#42; #95;#95;z#95;#95;");
  CHECK(mermaid_escape("a\nb\xc3\xa4") == "a#92;x0ab\xc3\xa4");
}

TEST_CASE("graph_mermaid: a flowchart") {
  CHECK(relative(graph_mermaid(plain_graph()), "#58;") == R"_(flowchart TB
  subgraph r0["Machine#58;web-1<br/>Machine#58;web-2 (after Machine#58;odd#92;x0a#34;#60;#38;#62;#92; #92;x1b#91;31m, which is not selected)"]
    r0_s0["1 Write the page<br/>graphs.hpp#58;+0"]
    r0_s1(["2 Back up<br/>graphs.hpp#58;+1"])
    r0_s2(["3 Reload<br/>graphs.hpp#58;+2<br/>when changed(#34;Write the page#34;) #38;#38; memory.total #62; 1024"])
    r0_s3(["4 Do anything<br/>graphs.hpp#58;+3<br/>may affect everything after it"])
    r0_s4["5 Stop<br/>graphs.hpp#58;+4"]
  end
  r0_s0 --> r0_s1
  r0_s0 -->|asks whether it changed| r0_s2
  r0_s2 -.->|may affect| r0_s4
  linkStyle 1 stroke-dasharray:9 4
)_");
}

TEST_CASE("graph_mermaid: roles that come after others, and dashes counted over all roles") {
  const auto text = graph_mermaid(whole_graph());
  CHECK(count(text, "  r1 ==> r0\n") == 1);
  CHECK(count(text, "linkStyle 1,3 ") == 1);
  CHECK(graph_mermaid({}) == "flowchart TB\n");
}
