#include <slipway/model/duration.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace std::chrono_literals;

static_assert(milliseconds_of(30s, "x") == 30'000 && milliseconds_of(1us, "x") == 1 && milliseconds_of(1.5s, "x") == 1'500);
static_assert(milliseconds_of(24h * 40, "x") == 3'456'000'000u);
static_assert(Duration<std::chrono::hours> && !Duration<int>);

TEST_CASE("duration: neither nothing nor for ever") {
  CHECK_THROWS_AS(milliseconds_of(0s, "x"), wrong_argument);
  CHECK_THROWS_AS(milliseconds_of(24h * 41, "x"), wrong_argument);
}
