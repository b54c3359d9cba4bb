#include <slipway/model/duration.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace std::chrono_literals;

static_assert(milliseconds_of(30s) == 30'000 && milliseconds_of(1us) == 1 && milliseconds_of(1.5s) == 1'500);
static_assert(milliseconds_of(24h * 40) == 3'456'000'000u);
static_assert(Duration<std::chrono::hours> && !Duration<int>);

TEST_CASE("duration: neither nothing nor for ever") {
  CHECK(fault_in_duration(0s, "x").says == duration_must_be_longer_than_zero);
  CHECK(fault_in_duration(24h * 41, "x").says == duration_must_be_at_most_40_days);
  CHECK(fault_in_duration(24h * 41, "x").text == "x");
  CHECK(!fault_in_duration(24h * 40, "x"));
}
