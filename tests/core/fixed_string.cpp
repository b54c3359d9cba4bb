#include <slipway/core/fixed_string.hpp>

#include "catch.hpp"

using slipway::fixed_string, slipway::joined;

template <fixed_string Name>
struct named {
  static constexpr auto text = Name.view();
  static constexpr auto line = Name.line;
};

static_assert(named<"Reload nginx">::text == "Reload nginx");
static_assert(named<"">::text.empty());
static_assert(named<"here">::line == 15);
static_assert(named<"below">::line == 16);

static_assert(std::string_view(joined<"Write ", "tea", ".conf">) == "Write tea.conf");
static_assert(std::string_view(joined<>).empty());
static_assert(std::string_view(joined<"a", "", "b">).size() == 2);

TEST_CASE("fixed_string: a joined text ends where its pieces do") {
  const std::string_view text = joined<"/srv/", "a">;
  CHECK(text == "/srv/a");
  CHECK(text.data()[text.size()] == '\0');
}
