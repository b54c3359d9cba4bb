#include <slipway/core/located.hpp>

#include <string>

#include "catch.hpp"

using slipway::located, slipway::joined, slipway::text_argument;

static constexpr located here(located text) { return text; }

static_assert(here("a").line == 11 && here("a").text == "a");
static_assert(here(std::string_view("b")).line == 12);
static_assert(here(joined<"c", "d">).text == "cd" && here(joined<"c", "d">).line == 13);

TEST_CASE("located: the caller's file") { CHECK(std::string_view(here("a").file).ends_with("core/located.cpp")); }

namespace {
constexpr std::string_view given(text_argument text) { return text; }
}  // namespace

static_assert(given("abc") == "abc" && given(std::string_view("b")) == "b" && given(joined<"c", "d">) == "cd" &&
              given({}).empty());
static_assert(given({"abc", 2}) == "ab");
static_assert(given("a\0b") == "a");  // as std::string_view takes it

TEST_CASE("located: texts that are made when the program runs") {
  const std::string made = "made";
  CHECK(given(made) == "made");
  CHECK(given(made.c_str()) == "made");
}
