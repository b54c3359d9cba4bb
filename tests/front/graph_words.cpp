#include <slipway/front/graph_words.hpp>

#include "catch.hpp"
#include "graphs.hpp"

using namespace front_test;
using namespace slipway::front;

TEST_CASE("graph_words: what every format can hold") {
  CHECK(drawable("a\nb\x01\xff") == "a\\x0ab\\x01\xef\xbf\xbd");
  CHECK(drawable("\xef\xbf\xbe\xef\xbf\xbf\xc3\xa4") == "\xef\xbf\xbd\xef\xbf\xbd\xc3\xa4");
}

TEST_CASE("graph_words: boxes") {
  const auto g = plain_graph();
  const auto box = [&](std::size_t operation) {
    std::string all;
    for (const auto& line : box_lines(g.roles[0], operation)) all += line + "\n";
    return relative(all);
  };
  CHECK(box(1) == "2 Back up\ngraphs.hpp:+1\n");
  CHECK(box(2) == "3 Reload\ngraphs.hpp:+2\nwhen changed(\"Write the page\") && memory.total > 1024\n");
  CHECK(box(3) == "4 Do anything\ngraphs.hpp:+3\nmay affect everything after it\n");
}

TEST_CASE("graph_words: frames name their machines, the first of many") {
  slipway::plan::graph g;
  slipway::plan::graph_role role;
  for (std::size_t i = 0; i != 12; ++i) {
    g.machines.push_back({"Machine:" + std::to_string(i), 0});
    role.machines.push_back(i);
  }
  CHECK(frame_lines(g, role).size() == 12);
  g.machines.push_back({"Machine:12", 0});
  role.machines.push_back(12);
  CHECK(frame_lines(g, role).size() == 12);
  CHECK(frame_lines(g, role).back() == "and 2 more");
}

TEST_CASE("graph_words: a legend of what there is") {
  const auto kinds = [](const slipway::plan::graph& g) {
    std::string all;
    for (const auto& entry : legend_of(g)) all += std::string(entry.kind) + " ";
    return all;
  };
  CHECK(kinds({}).empty());
  CHECK(kinds(plain_graph()) == "after condition may-affect ");
  CHECK(kinds(whole_graph()) == "after condition may-affect machine ");
}
