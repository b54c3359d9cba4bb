#include <slipway/front/graph.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graph: every format") {
  const auto g = plain_graph();
  CHECK(draw(g, {graph_format::text, {}, {}}, {}).starts_with("Machine:web-1\n"));
  CHECK(draw(g, {graph_format::dot, {}, {}}, {}).starts_with("digraph "));
  CHECK(draw(g, {graph_format::mermaid, {}, {}}, {}).starts_with("flowchart TB\n"));
  CHECK(draw(g, {graph_format::svg, svg_layout::own, {}}, {}).starts_with("<svg "));
  // with Graphviz or without
  CHECK(draw(g, {graph_format::svg, svg_layout::automatic, {}}, {}).ends_with("</svg>\n"));
}

TEST_CASE("graph: one JSON document") {
  const auto text = draw(whole_graph(), {graph_format::json, {}, {}}, {});
  CHECK(count(text, "\n") == 1);
  const auto document = boost::json::parse(text).as_object();
  CHECK(document.at("layout").as_string() == "site \"<&>\\");
  CHECK(document.at("machines").as_array().size() == 3);
  const auto& nodes = document.at("nodes").as_array();
  REQUIRE(nodes.size() == 7);
  CHECK(nodes[1].at("id").as_string() == "r0_s1");
  CHECK(nodes[1].at("operation").as_string() == "Back up");
  CHECK(relative(nodes[1].at("line").as_string().c_str()) == "graphs.hpp:+1");
  CHECK(nodes[1].at("action").as_bool());
  CHECK(nodes[2].at("condition").as_string() == "changed(\"Write the page\") && memory.total > 1024");
  CHECK(nodes[3].at("affects_everything").as_bool());
  CHECK_FALSE(nodes[4].as_object().contains("affects_everything"));
  const auto& edges = document.at("edges").as_array();
  REQUIRE(edges.size() == 5);
  CHECK(boost::json::serialize(edges[0]) == R"({"from":"r0_s0","to":"r0_s1","kind":"after"})");
  CHECK(edges[4].at("kind").as_string() == "machine");
  CHECK(edges[4].at("to").as_string() == "Machine:web-2");
}

TEST_CASE("graph: a file is written whole, or one sentence says why not") {
  char folder[] = "/tmp/slipway-graph-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  const auto file = std::string(folder) + "/plan.dot";
  write_drawing(file, "longer than what follows\n");
  write_drawing(file, "whole\n");
  std::ifstream in(file);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "whole\n");
  std::remove(file.c_str());
  CHECK_THROWS_WITH(write_drawing(file + "/x", ""), "the graph cannot be written to '" + file + "/x': No such file or directory");
  CHECK_THROWS_WITH(write_drawing(folder, ""), "the graph cannot be written to '" + std::string(folder) + "': Is a directory");
  CHECK_THROWS_WITH(write_drawing("/dev/full", "x"), "the graph cannot be written to '/dev/full': No space left on device");
  std::remove(folder);
}
