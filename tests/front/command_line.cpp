#include <slipway/front/command_line.hpp>

#include <iostream>
#include <sstream>

#include "catch.hpp"

using namespace slipway::front;

namespace {

struct answer {
  parsed result;
  std::string out, err;
};

answer parse(std::vector<const char*> words) {
  words.insert(words.begin(), "site");
  std::ostringstream out, err;
  auto* const out_before = std::cout.rdbuf(out.rdbuf());
  auto* const err_before = std::cerr.rdbuf(err.rdbuf());
  auto result = parse_command_line("site", static_cast<int>(words.size()), words.data());
  std::cout.rdbuf(out_before);
  std::cerr.rdbuf(err_before);
  return {std::move(result), out.str(), err.str()};
}

}  // namespace

TEST_CASE("command_line: what is taken back, and written anew") {
  const auto destroy = parse({"destroy", "web-*", "--yes", "--with-dependencies", "--state", "/srv/state.json"}).result;
  REQUIRE(destroy.asked);
  CHECK(destroy.asked->what == command::destroy);
  CHECK(destroy.asked->yes);
  CHECK(destroy.asked->fleet.apply);
  CHECK(destroy.asked->which.with_dependents);
  CHECK_FALSE(destroy.asked->which.with_dependencies);
  CHECK(destroy.asked->state == "/srv/state.json");

  const auto apply = parse({"apply", "--prune", "--strict-dependencies", "--with-dependencies"}).result;
  REQUIRE(apply.asked);
  CHECK(apply.asked->prune);
  CHECK(apply.asked->fleet.strict_dependencies);
  CHECK(apply.asked->which.with_dependencies);
  CHECK(apply.asked->state.ends_with(".state.json"));
  REQUIRE(parse({"adopt", "web-1"}).result.asked);
  REQUIRE(parse({"forget", "web-1", "--state", "/srv/state.json"}).result.asked);
  CHECK(parse({"forget", "web-1"}).result.asked->what == command::forget);
  CHECK(parse({"adopt", "--prune"}).result.status == 2);
  CHECK(parse({"destroy", "--prune"}).result.status == 2);
  CHECK(parse({"destory"}).err == "'destory' is no command; did you mean 'destroy'?\n");
}

TEST_CASE("command_line: help says what is taken, how it ends, and what destroy takes") {
  const auto all = parse({"--help"}).out;
  for (const auto* word : {"excluded", "included", "filters", "policy", "[Prefix:]glob", "--with-dependencies",
                           "dependency failed", "not found", "ignored", "orphan", "Exit status: 0", "4 the run was cut short"})
    CHECK(all.find(word) != std::string::npos);
  for (std::size_t begin = all.find("Which deployables"), end = 0; end != std::string::npos; begin = end + 1) {
    end = all.find('\n', begin);
    CHECK(all.substr(begin, end - begin).size() <= 130);
  }
  CHECK(parse({"destroy", "--help"}).out.find("without any, all but what a destroy policy keeps") != std::string::npos);
  CHECK(parse({"plan", "--help"}).out.find("without any, filters and policies decide") != std::string::npos);
  CHECK(parse({"plan", "--help"}).out.find("see --help of") != std::string::npos);
}

TEST_CASE("command_line: what graph takes") {
  const auto simple = parse({"graph"});
  REQUIRE(simple.result.asked);
  CHECK(simple.result.asked->what == command::graph);
  CHECK(simple.result.asked->drawing.format == graph_format::text);
  CHECK(simple.result.asked->drawing.layout == svg_layout::automatic);

  const auto full = parse({"graph", "web-*", "--format", "svg", "--layout", "own", "--out", "plan.svg", "--exclude", "web-3"});
  REQUIRE(full.result.asked);
  CHECK(full.result.asked->which.include == std::vector<std::string>{"web-*"});
  CHECK(full.result.asked->which.exclude == std::vector<std::string>{"web-3"});
  CHECK(full.result.asked->drawing.format == graph_format::svg);
  CHECK(full.result.asked->drawing.layout == svg_layout::own);
  CHECK(full.result.asked->drawing.out == "plan.svg");
  CHECK(parse({"graph", "--format", "dot"}).result.asked->drawing.format == graph_format::dot);
  CHECK(parse({"graph", "--format=mermaid"}).result.asked->drawing.format == graph_format::mermaid);
  CHECK(parse({"graph", "--json"}).result.asked->drawing.format == graph_format::json);
}

TEST_CASE("command_line: what graph refuses, in words and with status 2") {
  const auto refuses = [](std::vector<const char*> words, const std::string& why) {
    const auto a = parse(std::move(words));
    INFO(a.err);
    CHECK_FALSE(a.result.asked);
    CHECK(a.result.status == 2);
    CHECK(a.out.empty());
    CHECK(a.err.find(why) != a.err.npos);
  };
  refuses({"graph", "--format", "png"}, "'png' is none of text, dot, mermaid and svg");
  refuses({"graph", "--format", "svg", "--layout", "circle"}, "'circle' is neither own nor graphviz");
  refuses({"graph", "--json", "--format", "svg"}, "--json");
  refuses({"graph", "--yes"}, "--yes");
  refuses({"plan", "--format", "svg"}, "--format");
  refuses({"grpah"}, "did you mean 'graph'");
}
