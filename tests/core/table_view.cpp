#include <slipway/core/table_view.hpp>

#include <array>
#include <span>
#include <vector>

#include "catch.hpp"

using slipway::table_view;

namespace {
constexpr std::array<int, 3> numbers{1, 2, 3};
constexpr table_view<int> all(numbers);
static_assert(all.size() == 3 && !all.empty() && all[2] == 3 && table_view<int>().empty());
static_assert(all.part(1, 2).size() == 2 && all.part(1, 2)[0] == 2 && all.part(3, 0).empty());
constexpr int written[]{4, 5};
static_assert(table_view<int>(written).size() == 2 && table_view<int>(written)[1] == 5);
}  // namespace

TEST_CASE("table_view: of an array or a span, and a span again") {
  int sum = 0;
  for (const int n : all) sum += n;
  CHECK(sum == 6);
  const std::vector<int> grown{4, 5};
  const table_view<int> of_span{std::span<const int>(grown)};
  const std::span<const int> back = of_span;
  CHECK(back.data() == grown.data());
  CHECK(back.size() == 2);
}
