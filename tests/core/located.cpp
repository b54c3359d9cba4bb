#include <slipway/core/located.hpp>

#include "catch.hpp"

using slipway::located, slipway::joined;

static constexpr located here(located text) { return text; }

static_assert(here("a").line == 9 && here("a").text == "a");
static_assert(here(std::string_view("b")).line == 10);
static_assert(here(joined<"c", "d">).text == "cd" && here(joined<"c", "d">).line == 11);

TEST_CASE("located: the caller's file") { CHECK(std::string_view(here("a").file).ends_with("core/located.cpp")); }
