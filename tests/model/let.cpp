#include <slipway/model/let.hpp>

#include <boost/hana/define_struct.hpp>

#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct tenant {
  BOOST_HANA_DEFINE_STRUCT(tenant, (std::string_view, contact), (int, quota), (bool, active));
};
}  // namespace

TEST_CASE("let: what each kind of value becomes") {
  constexpr auto text = let<"domain">("example.com");
  CHECK(text.hole == "domain");
  CHECK(text.kind == let_kind::text);
  CHECK(text.text == "example.com");

  constexpr auto view = let<"domain">(std::string_view("a.b"));
  CHECK(view.text == "a.b");

  constexpr auto number = let<"workers">(-4);
  CHECK(number.kind == let_kind::number);
  CHECK(number.number == -4);

  constexpr auto boolean = let<"debug">(true);
  CHECK(boolean.kind == let_kind::boolean);
  CHECK(boolean.number == 1);

  constexpr auto fact_value = let<"host">(fact::hostname);
  CHECK(fact_value.kind == let_kind::fact);
  CHECK(fact_value.fact.name == "hostname");
}

TEST_CASE("let: data as lets, or as a struct of the user's own") {
  constexpr auto made = data(let<"a">(1), let<"b">("two"));
  constexpr auto lets = lets_of(made);
  REQUIRE(lets.size() == 2);
  CHECK(lets[1].hole == "b");

  static constexpr auto of_struct = tenant{.contact = "ops@example.com", .quota = 3, .active = false};
  constexpr auto members = lets_of(of_struct);
  REQUIRE(members.size() == 3);
  CHECK(members[0].hole == "contact");
  CHECK(members[0].text == "ops@example.com");
  CHECK(members[1].hole == "quota");
  CHECK(members[1].number == 3);
  CHECK(members[2].kind == let_kind::boolean);
}

TEST_CASE("let: the first of a name fills a hole") {
  constexpr std::array lets{let<"a">(1), let<"b">(2), let<"a">(3)};
  CHECK(find_let(lets, "a")->number == 1);
  CHECK(find_let(lets, "b")->number == 2);
  CHECK(find_let(lets, "c") == nullptr);
}

TEST_CASE("let: lists, structs and optional values are looked at where they stand") {
  static constexpr std::array<int, 2> ports{80, 443};
  constexpr auto list = let<"ports">(ports);
  CHECK(list.kind == let_kind::structured);
  CHECK(list.structured.object == &ports);
  CHECK(list.structured.shape->kind == shape_kind::list);
}
