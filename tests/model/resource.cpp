#include <slipway/model/resource.hpp>

#include <slipway/facts/system.hpp>
#include <slipway/model/filled_text.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct fixed_scope : scope {
  [[nodiscard]] std::string value(const let_value& let) const override {
    return let.kind == let_kind::fact     ? "fact"
           : let.kind == let_kind::number ? std::to_string(let.number)
                                          : std::string(let.text);
  }
  [[nodiscard]] const local_source& source(std::string_view) const override { throw std::logic_error("no source"); }
};
}  // namespace

TEST_CASE("resource: holes are filled from the lets beside the text, then from the machine's data") {
  const std::array own{let<"who">("us")};
  const std::array data{let<"who">("them"), let<"count">(3), let<"host">(fact::hostname)};
  fixed_scope s;
  s.own = own;
  s.data = data;
  CHECK(fill("", s) == "");
  CHECK(fill("plain { } text", s) == "plain { } text");
  CHECK(fill("{{who}} {{ count }}{{count}}.\n", s) == "us 33.\n");
  CHECK(fill("a{{host}}", s) == "afact");
  CHECK_THROWS_AS(fill("{{nobody}}", s), std::logic_error);
  CHECK(needs_facts("{{who}} {{host}}", s));
  CHECK_FALSE(needs_facts("{{who}} {{count}}", s));
  CHECK_FALSE(needs_facts("host", s));
}

TEST_CASE("resource: words of a probe, one thing after the other") {
  shell_words words;
  words.begin(7);
  words.add("p").add("it's").add(std::uint64_t{42}).next().add("q").add("");
  CHECK(words.text() == "7 p 'it'\\''s' 42 7 q ''");
  CHECK(shell_words().empty());
}

TEST_CASE("resource: a description counts its claims, and writes them where there is room") {
  row r{};
  description counting(r, nullptr, 0);
  claim claims[4]{};
  description writing(r, claims, std::size(claims));
  for (auto* d : {&counting, &writing}) {
    d->manages("path", "/a", digest("/a"), value_digest(), presence::present);
    d->affects("unit", "a.service");
    d->reads("user", "app");
    d->affects_everything();
    d->needs_root();
  }
  CHECK(counting.count() == 3);
  CHECK(writing.count() == 3);
  CHECK(claims[0].kind == claim_kind::exclusive);
  CHECK(claims[1].kind == claim_kind::affects);
  CHECK(claims[2].whole == digest("app"));
  CHECK(claims[3].subject.empty());
  CHECK(r.affects_everything);
  CHECK(r.needs_root);
}
