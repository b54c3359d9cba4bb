#include <slipway/front/json_lines.hpp>

#include <stdexcept>

#include "catch.hpp"

using namespace slipway::front;

TEST_CASE("json_lines: where each value stands") {
  const std::string text = R"({
  "machines": [
    {"name": "a \"}]", "data": {
       "workers": 3,
       "list": [1,
                2]}},

    {"name": "b"}], "x\"y": -1.5e3
})";
  const auto lines = json_lines(text);
  const std::map<std::string, std::size_t> expected{{"", 1},
                                                    {"/machines", 2},
                                                    {"/machines/0", 3},
                                                    {"/machines/0/name", 3},
                                                    {"/machines/0/data", 3},
                                                    {"/machines/0/data/workers", 4},
                                                    {"/machines/0/data/list", 5},
                                                    {"/machines/0/data/list/0", 5},
                                                    {"/machines/0/data/list/1", 6},
                                                    {"/machines/1", 8},
                                                    {"/machines/1/name", 8},
                                                    {"/x\\\"y", 8}};
  CHECK(std::map<std::string, std::size_t>(lines.begin(), lines.end()) == expected);
}

TEST_CASE("json_lines: small documents, and any text comes to an end") {
  CHECK(json_lines("[]").size() == 1);
  CHECK(json_lines("\n\n 7").at("") == 3);
  CHECK(json_lines(R"({"a": 1, "a":
 2})")
            .at("/a") == 2);  // the last one counts
  for (const auto* broken :
       {"", "{", "[", "[1", "{\"a", "{\"a\"", "{\"a\":", "\"\\", "}", "{]", "[}", ",", "{a", "[[[", "{\"a\":}"})
    CHECK(json_lines(broken).contains(""));
}

TEST_CASE("json_lines: what is no JSON, and on which line") {
  const auto said = [](std::string_view text) -> std::string {
    try {
      (void)parse_json(text);
      return "taken";
    } catch (const std::runtime_error& e) {
      return e.what();
    }
  };
  CHECK(said("[1,\n2]\n") == "taken");
  CHECK(said("[1,\n 2,\n]").starts_with("3: this is no JSON: "));
  CHECK(said("[1]\n\n[2]") == "3: this is no JSON: something follows the end of the document");
  CHECK(said("{\"a\":\n1").starts_with("2: this is no JSON: "));
  CHECK(said("").starts_with("1: this is no JSON: "));
}
