#include <slipway/core/expand.hpp>

#include <array>
#include <utility>

#include "catch.hpp"

static_assert(slipway::sum({}) == 0 && slipway::sum({1, 2, 3}) == 6);

TEST_CASE("expand: packs longer than a compiler's fold expressions, in their order") {
  std::size_t next = 0;
  bool ordered = true;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    slipway::in_order({(ordered = ordered && next++ == I, 0)...});
  }(std::make_index_sequence<2000>{});
  CHECK(next == 2000);
  CHECK(ordered);
}
