#include <slipway/model/filled_text.hpp>

#include <boost/hana/define_struct.hpp>
#include <optional>
#include <stdexcept>

#include <slipway/facts/interfaces.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/model/answered.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct address {
  BOOST_HANA_DEFINE_STRUCT(address, (std::string_view, host), (int, port));
};
struct server {
  BOOST_HANA_DEFINE_STRUCT(server, (std::string_view, name), (std::optional<std::string_view>, note), (address, at),
                           (bool, main));
};
constexpr std::array<server, 2> servers{server{"a", "first", {"10.0.0.1", 80}, true},
                                        server{"b", std::nullopt, {"10.0.0.2", 81}, false}};
constexpr std::array<int, 3> numbers{1, 2, 3};
constexpr std::array<int, 0> nothing{};
constexpr std::optional<int> some = 5, none{};
constexpr std::array lets{let<"servers">(servers),
                          let<"numbers">(numbers),
                          let<"nothing">(nothing),
                          let<"some">(some),
                          let<"none">(none),
                          let<"yes">(true),
                          let<"no">(false),
                          let<"zero">(0),
                          let<"empty">(""),
                          let<"text">("{{yes}}"),
                          let<"nought">("0"),
                          let<"host">(fact::hostname),
                          let<"swap">(fact::swap.total),
                          let<"interfaces">(fact::interfaces),
                          let<"fqdn">(fact::fqdn),
                          let<"mounted">(fact::interface("eth0").exists)};

struct known_scope : scope {
  answers facts{{"hostname", "web-1"}, {"swap.total", "0"}, {"interfaces", "eth0\taa:bb\t1500\tup\t\nwg\\t0\t\t1420\tunknown\t"}};
  known_scope() { data = lets; }
  [[nodiscard]] std::string value(const let_value& let) const override {
    if (auto found = known(let)) return *found;
    throw std::runtime_error("not known");
  }
  [[nodiscard]] std::optional<std::string> known(const let_value& let) const override {
    if (let.kind == let_kind::fact) return find_answer(let.fact, facts);
    if (let.kind == let_kind::boolean) return let.number != 0 ? "true" : "false";
    return let.kind == let_kind::number ? std::to_string(let.number) : std::string(let.text);
  }
  [[nodiscard]] const local_source& source(std::string_view) const override { throw std::logic_error("no source"); }
};
std::string filled(std::string_view text) { return fill(text, known_scope()); }
}  // namespace

TEST_CASE("filled_text: if") {
  CHECK(filled("{{#if yes}}a{{/if}}{{#if no}}b{{/if}}") == "a");
  CHECK(filled("{{#if no}}a{{else}}b{{/if}}{{#if yes}}c{{else}}d{{/if}}") == "bc");
  CHECK(filled("{{#if zero}}a{{/if}}{{#if empty}}b{{/if}}{{#if text}}c{{/if}}{{#if nought}}d{{/if}}") == "cd");
  CHECK(filled("{{#if numbers}}a{{/if}}{{#if nothing}}b{{/if}}{{#if some}}c{{/if}}{{#if none}}d{{/if}}") == "ac");
  CHECK(filled("{{#if host}}a{{/if}}{{#if swap}}b{{/if}}{{#if fqdn}}c{{else}}d{{/if}}{{#if mounted}}e{{/if}}") == "ade");
  CHECK(filled("{{#if no}}{{#if yes}}a{{else}}b{{/if}}c{{else}}{{#if yes}}d{{/if}}{{/if}}") == "d");
}

TEST_CASE("filled_text: each, with fields, members of members and what is outside") {
  CHECK(filled("{{#each numbers}}{{this}},{{/each}}") == "1,2,3,");
  CHECK(filled("{{#each nothing}}{{this}},{{/each}}-") == "-");
  CHECK(filled("{{#each servers}}{{name}}={{at.host}}:{{at.port}}{{#if note}} ({{note}}){{/if}}{{#if main}}*{{/if}} "
               "{{host}}\n{{/each}}") == "a=10.0.0.1:80 (first)* web-1\nb=10.0.0.2:81 web-1\n");
  CHECK(filled("{{#each servers}}{{#each numbers}}{{name}}{{this}} {{/each}}{{/each}}") == "a1 a2 a3 b1 b2 b3 ");
  CHECK(filled("{{#each servers}}[{{note}}]{{/each}}{{some}}{{none}}") == "[first][]5");
  CHECK(filled("{{#each interfaces}}{{name}}/{{this.mtu}} {{/each}}") == "eth0/1500 wg\t0/1420 ");
}

TEST_CASE("filled_text: a block's sign that stands alone leaves no line") {
  CHECK(filled("a\n{{#if yes}}\nb\n{{else}}\nc\n{{/if}}\nd\n") == "a\nb\nd\n");
  CHECK(filled("  {{#each numbers}}\n  {{this}};\n  {{/each}}\nend") == "  1;\n  2;\n  3;\nend");
  CHECK(filled("{{#if yes}} a\n{{/if}}") == " a\n");
  CHECK(filled("x {{#if yes}}\ny{{/if}}\n") == "x \ny\n");
}

TEST_CASE("filled_text: backslashes before braces") {
  CHECK(filled("\\{{yes}} {{yes}}") == "{{yes}} true");
  CHECK(filled("\\\\{{yes}} \\\\\\{{a}} \\d \\\\") == "\\true \\{{a}} \\d \\\\");
  CHECK(filled("{{text}}") == "{{yes}}");
}

TEST_CASE("filled_text: what cannot be filled") {
  CHECK_THROWS_AS(filled("{{nobody}}"), std::logic_error);
  CHECK_THROWS_AS(filled("{{fqdn}}"), std::runtime_error);
  CHECK_THROWS_AS(filled("{{servers}}"), std::runtime_error);
  CHECK_THROWS_AS(filled("{{#each some}}{{/each}}"), std::runtime_error);
}

TEST_CASE("filled_text: which texts hold facts") {
  const known_scope s;
  CHECK(needs_facts("{{#each interfaces}}{{/each}}", s));
  CHECK(needs_facts("{{#if host}}{{/if}}", s));
  CHECK_FALSE(needs_facts("{{#each servers}}{{name}}{{/each}} \\{{host}}", s));
}
