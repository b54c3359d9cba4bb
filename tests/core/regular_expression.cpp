#include <slipway/core/regular_expression.hpp>

#include "catch.hpp"

using slipway::check_regular_expression;

TEST_CASE("regular_expression: what every awk reads alike") {
  for (const char* right :
       {"a", "^", "^$", "a|b", "(a|b)*", "((a))", "^10\\.0\\.0\\.1 ", "[a-z]+", "[]a]", "[^]a]", "[a-]", "[]-a]",
        "[[:alpha:]_-]*", "\\[x\\]", "a\\*b", "\\\\", "^#?[ \t]*Port ", "\xc3\xa4", "a*b+c?", "[(|*{]", "\\{a\\}"}) {
    INFO(right);
    CHECK_NOTHROW(check_regular_expression(right));
  }
  for (const char* invalid : {"", "(", ")", "a)", "(a", "()", "a||b", "|a", "a|", "(a|)", "*a", "^*", "a**", "a+?", "(*a)", "[a",
                              "[]", "[^]", "[z-a]", "a\\", "a\nb", "[[:alpha:]"}) {
    INFO(invalid);
    CHECK_THROWS_WITH(check_regular_expression(invalid), Catch::Matchers::StartsWith("regular_expression_is_not_valid"));
  }
  for (const char* unclear : {"a{2}", "\\d", "\\<a", "\\n", "[\\.]", "[[:word:]]", "[[.a.]]", "\xc3\xa4*", "[\xc3\xa4]", "a}"}) {
    INFO(unclear);
    CHECK_THROWS_WITH(check_regular_expression(unclear),
                      Catch::Matchers::StartsWith("regular_expression_means_different_things_to_awks"));
  }
}
