#include <slipway/model/let.hpp>

#include <boost/hana/define_struct.hpp>

#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct tenant {
  BOOST_HANA_DEFINE_STRUCT(tenant, (std::string_view, contact), (int, quota), (bool, active));
};

std::vector<std::string> holes(std::string_view text) {
  std::vector<std::string> names;
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2))
    names.emplace_back(hole.name(text));
  return names;
}
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

TEST_CASE("let: holes of a text") {
  CHECK(holes("no hole") == std::vector<std::string>{});
  CHECK(holes("{{a}}") == std::vector<std::string>{"a"});
  CHECK(holes("x {{ a }} y{{b}}{{c d}}") == std::vector<std::string>{"a", "b", "c d"});
  CHECK(holes("{ {a} } }}") == std::vector<std::string>{});
  CHECK(holes("{{{a}}}") == std::vector<std::string>{"{a"});
  CHECK(holes("{{}}") == std::vector<std::string>{""});
}

TEST_CASE("let: a hole without an end throws the sentence that the compiler prints") {
  CHECK_NOTHROW(check_holes("{{a}} {b}} }}"));
  CHECK_THROWS_MATCHES(check_holes("{{a}} and {{b}"), wrong_argument,
                       Catch::Matchers::Message("hole_must_end_in_two_closing_braces: '{{b}'"));
}
