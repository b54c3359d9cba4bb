#include <slipway/model/operation.hpp>

#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr auto a = op<"Write a">(files::file("/a"));
constexpr auto b = op(named(joined<"Write ", "b">), files::file("/b"), after(a), when(changed(a)));
}  // namespace

static_assert(a.name.text == "Write a" && a.name.line == 10 && a.name.whole == digest("Write a"));
static_assert(b.name.text == "Write b" && b.name.line == 11);
static_assert(b.after.size() == 1 && b.condition.size() == 1);
static_assert(Operation<std::remove_const_t<decltype(a)>> && !Operation<int>);
static_assert(Resource<resources::file_resource<0>> && !Resource<int>);
static_assert(sizeof(op<"A name that is long enough">(files::file("/a"))) == sizeof(a), "types do not hold names");

TEST_CASE("operation: several options, and several operations in one after") {
  constexpr auto c = op<"c">(files::file("/c"), after(a, b), after(b));
  REQUIRE(c.after.size() == 3);
  CHECK(c.after[0].name == "Write a");
  CHECK(c.after[1].name == "Write b");
  CHECK(c.after[2].whole == digest("Write b"));
}

TEST_CASE("operation: a name that is none throws the sentence that the compiler prints") {
  CHECK_THROWS_WITH(op(named(std::string_view("")), files::file("/a")), "name_must_not_be_empty: ''");
  CHECK_THROWS_WITH(op(named(std::string_view("a\nb")), files::file("/a")),
                    Catch::Matchers::StartsWith("name_must_be_one_line_of_plain_text"));
  CHECK_NOTHROW(op(named(std::string_view("\xc3\xa4 'quoted' $x")), files::file("/a")));
}
