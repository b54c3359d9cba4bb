#include <slipway/core/regular_expression.hpp>

#include "catch.hpp"

using slipway::kind_of_regular_expression;
using kind = slipway::regular_expression_kind;

static_assert(kind_of_regular_expression("^10\\.0\\.0\\.1 ") == kind::portable);

TEST_CASE("regular_expression: what every awk reads alike") {
  for (const char* text : {"a",
                           "^",
                           "^$",
                           "a|b",
                           "(a|b)*",
                           "((a))",
                           "^10\\.0\\.0\\.1 ",
                           "[a-z]+",
                           "[]a]",
                           "[^]a]",
                           "[a-]",
                           "[]-a]",
                           "[[:alpha:]_-]*",
                           "\\[x\\]",
                           "a\\*b",
                           "\\\\",
                           "^#?[ \t]*Port ",
                           "\xc3\xa4",
                           "a*b+c?",
                           "[(|*{]",
                           "\\{a\\}",
                           "a/b",
                           "'\"$`&%"}) {
    INFO(text);
    CHECK(kind_of_regular_expression(text) == kind::portable);
  }
  for (const char* text : {"",    "(",   ")",    "a)", "(a", "()",  "a||b",  "|a",  "a|",   "(a|)",       "*a", "^*",
                           "a**", "a+?", "(*a)", "[a", "[]", "[^]", "[z-a]", "a\\", "a\nb", "[[:alpha:]", "[",  "a)("}) {
    INFO(text);
    CHECK(kind_of_regular_expression(text) == kind::invalid);
  }
  for (const char* text :
       {"a{2}", "\\d", "\\<a", "\\n", "[\\.]", "[[:word:]]", "[[.a.]]", "\xc3\xa4*", "[\xc3\xa4]", "a}", "(a{2}"}) {
    INFO(text);
    CHECK(kind_of_regular_expression(text) == kind::unclear);
  }
}

TEST_CASE("regular_expression: wrong arguments") {
  CHECK(!slipway::fault_in_regular_expression("a"));
  CHECK(slipway::fault_in_regular_expression("(a").says == slipway::regular_expression_is_not_valid);
  CHECK(slipway::fault_in_regular_expression("\\d").says == slipway::regular_expression_means_different_things_to_awks);
}
