#include <slipway/model/text_template.hpp>

#include <boost/hana/define_struct.hpp>
#include <optional>

#include <slipway/facts/interfaces.hpp>
#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
std::vector<std::string> holes(std::string_view text) {
  std::vector<std::string> names;
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2))
    names.emplace_back(hole.name(text));
  return names;
}

struct server {
  BOOST_HANA_DEFINE_STRUCT(server, (std::string_view, name), (std::optional<int>, port));
};
constexpr std::array<server, 1> servers{server{"a", 1}};
constexpr std::array<std::string_view, 1> words{"a"};

// "unfilled NAME@PLACE" and so on
std::vector<std::string> mistakes(std::string_view text) {
  std::vector<std::string> all;
  static constexpr std::array lets{let<"servers">(servers),
                                   let<"words">(words),
                                   let<"one">(1),
                                   let<"host">(fact::hostname),
                                   let<"interfaces">(fact::interfaces),
                                   let<"first">(servers[0])};
  check_names(text, lets, {}, [&](hole_mistake what, std::string_view name, std::size_t at) {
    all.push_back((what == hole_mistake::unfilled       ? "unfilled "
                   : what == hole_mistake::needs_a_list ? "no list "
                                                        : "many ") +
                  std::string(name) + "@" + std::to_string(at));
  });
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("text_template: holes of a text") {
  CHECK(holes("no hole") == lines{});
  CHECK(holes("{{a}}") == lines{"a"});
  CHECK(holes("x {{ a }} y{{b}}{{c d}}") == lines{"a", "b", "c d"});
  CHECK(holes("{ {a} } }}") == lines{});
  CHECK(holes("{{{a}}}") == lines{"{a"});
  CHECK(holes("{{}}") == lines{""});
  CHECK(holes("\\{{a}} {{b}} \\\\{{c}} \\\\\\{{d}}") == lines{"b", "c"});
  CHECK(holes("{{#each  servers }}{{/each}}{{#if x}}{{else}}{{/if}}") == lines{"servers", "/each", "x", "else", "/if"});
}

TEST_CASE("text_template: what is wrong with a text by itself, and where") {
  const auto found = [](std::string_view text) {
    const auto c = check_text(text);
    return std::pair{c.what, c.at};
  };
  using enum text_mistake;
  CHECK(found("{{a}} {b}} }} \\{{ {{#if a}}{{#each b}}{{/each}}{{else}}{{/if}}").first == none);
  CHECK(found("{{a}} and {{b}") == std::pair{hole_is_open, std::size_t{10}});
  CHECK(found("x{{#if a}}{{#each b}}{{/each}}") == std::pair{block_is_open, std::size_t{1}});
  CHECK(found("{{#if a}}{{/each}}") == std::pair{block_is_not_open, std::size_t{9}});
  CHECK(found("{{else}}") == std::pair{block_is_not_open, std::size_t{0}});
  CHECK(found("{{#each a}}{{else}}{{/each}}") == std::pair{block_is_not_open, std::size_t{11}});
  CHECK(found(" {{#unless a}}") == std::pair{no_such_block, std::size_t{1}});
  CHECK(found(" {{/unless}}") == std::pair{no_such_block, std::size_t{1}});
  std::string deep;
  for (int i = 0; i != 9; ++i) deep += "{{#if a}}";
  CHECK(found(deep) == std::pair{nested_too_deeply, std::size_t{72}});
}

TEST_CASE("text_template: the sentence for a wrong text, and the place in it") {
  CHECK(!fault_in_template("{{a}} {b}} }}"));
  const auto is = [](std::string_view text, auto sentence, std::string_view there) {
    const auto found = fault_in_template(text);
    return found.says == sentence && found.text == there;
  };
  CHECK(is("{{a}} and {{b}", slipway::hole_must_end_in_two_closing_braces, "{{b}"));
  CHECK(is("a{{#if b}}", slipway::block_of_a_text_must_be_closed, "{{#if b}}"));
  CHECK(is("{{/if}}", slipway::block_of_a_text_is_not_open_here, "{{/if}}"));
  CHECK(is("{{#for a}}", slipway::block_of_a_text_must_be_if_or_each, "{{#for a}}"));
}

TEST_CASE("text_template: names within blocks") {
  CHECK(mistakes("{{one}} {{host}} {{first.name}} {{#each servers}}{{name}}:{{port}} {{this.name}} {{one}}{{/each}}") == lines{});
  CHECK(mistakes("{{#each words}}{{this}}{{/each}}{{#each interfaces}}{{name}} {{mac}}{{/each}}") == lines{});
  CHECK(mistakes("{{#if servers}}{{#if one}}x{{else}}{{host}}{{/if}}{{/if}}") == lines{});
  CHECK(mistakes("{{two}}") == lines{"unfilled two@0"});
  CHECK(mistakes("{{this}} {{name}}") == lines{"unfilled this@0", "unfilled name@9"});
  CHECK(mistakes("{{#each servers}}{{nam}}{{/each}}{{name}}") == lines{"unfilled nam@17", "unfilled name@33"});
  CHECK(mistakes("{{#each interfaces}}{{ip}}{{/each}}") == lines{"unfilled ip@20"});
  CHECK(mistakes("{{first.nam}} {{first.name.x}}") == lines{"unfilled first.nam@0", "unfilled first.name.x@14"});
  CHECK(mistakes("{{#each one}}{{/each}}{{#if two}}{{/if}}") == lines{"no list one@0", "unfilled two@22"});
  CHECK(mistakes("{{servers}} {{first}} {{interfaces}}") == lines{"many servers@0", "many first@12", "many interfaces@22"});
}
