#include <slipway/core/glob.hpp>

#include "catch.hpp"

using slipway::glob_match;

// the same code decides at compile time
static_assert(glob_match("web-*", "web-1") && !glob_match("web-*", "db-1"));

TEST_CASE("glob: patterns and what they match") {
  struct example {
    std::string_view pattern, text;
    bool matches;
  };
  const auto e = GENERATE(values<example>({
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "/srv/a.b:c", true},  // dots, slashes and colons too
      {"?", "", false},
      {"?", "a", true},
      {"?", "ab", false},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"/etc/nginx/**", "/etc/nginx/sites-enabled/default", true},
      {"/etc/nginx/**", "/etc/nginx/", true},
      {"/etc/nginx/**", "/etc/nginx", false},
      {"*.example.com", "web.example.com", true},
      {"*.example.com", "web.example.com.org", false},  // anchored at both ends
      {"example", "an example", false},
      {"a*b*c", "a-b-b-c", true},  // the first b is not the last
      {"a*b*c", "a-b-b-d", false},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"\\?", "?", true},
      {"\\?", "a", false},
      {"\\\\", "\\", true},
      {"a\\*b", "a*b", true},
      {"a\\*b", "axb", false},
      {"*\\**", "a*b", true},
      {"*\\**", "ab", false},
  }));
  INFO(e.pattern << " against " << e.text);
  CHECK(glob_match(e.pattern, e.text) == e.matches);
}

TEST_CASE("glob: many stars end in time") {
  const std::string text(2000, 'a');
  CHECK_FALSE(glob_match("*a*a*a*a*a*a*a*a*b", text));
  CHECK(glob_match("*a*a*a*a*a*a*a*a", text));
}
