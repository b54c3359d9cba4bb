#include <slipway/model/condition.hpp>

#include <slipway/facts/file.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/model/operation.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::literals;

namespace {
constexpr auto a = op<"a">(files::file("/a"));
constexpr auto b = op<"b">(files::file("/b"));

template <std::size_t N>
std::string polish(const condition<N>& c) {
  std::string text;
  for (const auto& t : c.tokens) {
    if (!text.empty()) text += ' ';
    switch (t.kind) {
      case token_kind::changed: text += t.operation.name; break;
      case token_kind::failed: text += "failed:" + std::string(t.operation.name); break;
      case token_kind::succeeded: text += "succeeded:" + std::string(t.operation.name); break;
      case token_kind::compare: text += t.fact.name; break;
      case token_kind::compare_data: text += "data:" + std::string(t.operation.name); break;
      case token_kind::all: text += "&&"; break;
      case token_kind::any: text += "||"; break;
      case token_kind::no: text += "!"; break;
    }
  }
  return text;
}
}  // namespace

TEST_CASE("condition: operands stand before their operator") {
  CHECK(polish(changed(a)) == "a");
  CHECK(polish(!changed(a)) == "a !");
  CHECK(polish(changed(a) || changed(b)) == "a b ||");
  CHECK(polish(changed(a) || changed(b) && fact::os.id == "debian") == "a b os.id && ||");
  CHECK(polish(!(changed(a) && !changed(b))) == "a b ! && !");
}

TEST_CASE("condition: what is true or false needs no comparison") {
  CHECK(polish(fact::file("/a").exists && changed(a)) == "file.exists a &&");
  CHECK(polish(!fact::file("/a").exists || data_of<"x">) == "file.exists ! data:x ||");
  CHECK(polish(data_of<"workers"> > 2 && failed(a) && succeeded(b)) == "data:workers failed:a && succeeded:b &&");
}

TEST_CASE("condition: membership is one comparison or another, and a glob is one") {
  constexpr auto c = fact::os.id.in("debian", "ubuntu", "devuan");
  CHECK(polish(c) == "os.id os.id os.id || ||");
  CHECK(c.tokens[1].value.text == "ubuntu");
  CHECK(polish(fact::cpu.count.in(2)) == "cpu.count");
  constexpr auto glob = fact::hostname.matches("web-*").tokens[0];
  CHECK(glob.how == comparison::matches);
  CHECK(glob.value.text == "web-*");
}

TEST_CASE("condition: a changed operation is named with its digest") {
  constexpr auto t = changed(a).tokens[0];
  CHECK(t.operation.name == "a");
  CHECK(t.operation.whole == digest("a"));
}

TEST_CASE("condition: a comparison keeps the fact, how, and the value") {
  constexpr auto text = (fact::os.codename != "bookworm").tokens[0];
  CHECK(text.fact.name == "os.codename");
  CHECK(text.fact.type == fact_type::text);
  CHECK(text.fact.family == &facts::os);
  CHECK(text.how == comparison::not_equal);
  CHECK(text.value.text == "bookworm");

  constexpr auto number = (fact::memory.total > 8_GiB).tokens[0];
  CHECK(number.fact.type == fact_type::number);
  CHECK(number.how == comparison::greater);
  CHECK(number.value.number == 8'589'934'592);

  CHECK((fact::cpu.count == 4).tokens[0].how == comparison::equal);
  CHECK((fact::cpu.count < 4).tokens[0].how == comparison::less);
  CHECK((fact::cpu.count <= 4).tokens[0].how == comparison::less_equal);
  CHECK((fact::cpu.count >= 4).tokens[0].how == comparison::greater_equal);
}

static_assert(1_KiB == 1024 && 3_MiB == 3 * 1024 * 1024);
