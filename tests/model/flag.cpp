#include <slipway/model/flag.hpp>

#include "catch.hpp"

using slipway::flag;

static_assert(sizeof(flag) == 1);

TEST_CASE("flag: what is left out is neither on nor off") {
  CHECK_FALSE((flag().is_said() || flag().is_on()));
  CHECK((flag(true).is_said() && flag(true).is_on()));
  CHECK((flag(false).is_said() && !flag(false).is_on()));
}
