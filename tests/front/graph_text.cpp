#include <slipway/front/graph_text.hpp>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using slipway::front::graph_text;

TEST_CASE("graph_text: machines, operations in order, and what each waits for") {
  CHECK(relative(graph_text(plain_graph(), {})) == R"(Machine:web-1
Machine:web-2 (after Machine:odd\x0a"<&>\ \x1b[31m, which is not selected)
  1  Write the page  graphs.hpp:+0
  2  Back up  graphs.hpp:+1
       after 1 Write the page
  3  Reload  graphs.hpp:+2
       when changed("Write the page") && memory.total > 1024
  4  Do anything  graphs.hpp:+3
       may affect everything after it
  5  Stop  graphs.hpp:+4
       may be affected by 3 Reload
)");
}

TEST_CASE("graph_text: an empty line between roles, and nothing that a terminal obeys") {
  const auto text = graph_text(whole_graph(), {});
  CHECK(count(text, "\n\nMachine:odd\\x0a") == 1);
  CHECK(count(text, "(after Machine:odd\\x0a\"<&>\\ \\x1b[31m)") == 1);
  CHECK(text.find('\x1b') == text.npos);
  CHECK(text.find('\xff') == text.npos);
}

TEST_CASE("graph_text: colours where they are wanted") {
  const auto text = relative(graph_text(plain_graph(), {.colored = true}));
  CHECK(count(text, "\x1b[1mMachine:web-1\x1b[0m") == 1);
  CHECK(count(text, "\x1b[2mgraphs.hpp:+0\x1b[0m") == 1);
}
