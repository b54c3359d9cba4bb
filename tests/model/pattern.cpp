#include <slipway/model/pattern.hpp>

#include <array>

#include "catch.hpp"

using slipway::pattern_match, slipway::is_pattern, slipway::has_prefix;

namespace {
struct match {
  std::string_view pattern, prefix, name;
  bool expected;
};

// one table, for the compiler and for the run time
constexpr std::array matches{
    // literal names, anchored at both ends
    match{"web-1", "Machine", "web-1", true},
    match{"web", "Machine", "web-1", false},
    match{"eb-1", "Machine", "web-1", false},
    match{"web-1", "Machine", "web-1.example.com", false},
    match{"web-1", "Machine", "the-web-1", false},
    match{"WEB-1", "Machine", "web-1", false},
    match{"web-1 ", "Machine", "web-1", false},
    match{"", "Machine", "", true},
    match{"", "Machine", "web", false},
    // a star is any characters, none too, and crosses every separator
    match{"*", "Machine", "web-1", true},
    match{"*", "Machine", "", true},
    match{"*", "Machine", "a/b.c:d", true},
    match{"web-*", "Machine", "web-1", true},
    match{"web-*", "Machine", "web-", true},
    match{"web-*", "Machine", "web", false},
    match{"*.example.com", "Machine", "web-1.example.com", true},
    match{"*.example.com", "Machine", "a.b.c.example.com", true},
    match{"*.example.com", "Machine", ".example.com", true},
    match{"*.example.com", "Machine", "example.com", false},
    match{"*.example.com", "Machine", "web-1.example.com.evil.org", false},
    match{"rack/*/node", "Machine", "rack/1/2/node", true},
    match{"a*b", "Machine", "a:b", true},
    match{"*-*-*", "Machine", "eu-web-1", true},
    match{"*-*-*", "Machine", "web-1", false},
    match{"**", "Machine", "web", true},
    match{"*a*a*a", "Machine", "banana", true},
    match{"*a*a*a*a", "Machine", "banana", false},
    match{"a*ab", "Machine", "aaab", true},
    match{"*ab", "Machine", "aab", true},
    match{"*x", "Machine", "xxxy", false},
    // a question mark is exactly one
    match{"web-?", "Machine", "web-1", true},
    match{"web-?", "Machine", "web-", false},
    match{"web-?", "Machine", "web-10", false},
    match{"?", "Machine", ".", true},
    match{"?", "Machine", "/", true},
    match{"?*", "Machine", "", false},
    match{"?*", "Machine", "w", true},
    match{"*?-1", "Machine", "-1", false},
    // the first colon ends the prefix, which is literal and case-sensitive
    match{"Machine:web-*", "Machine", "web-1", true},
    match{"Machine:*", "Container", "web-1", false},
    match{"machine:web-1", "Machine", "web-1", false},
    match{"Mach*:web-1", "Machine", "web-1", false},
    match{"Machin?:web-1", "Machine", "web-1", false},
    match{"*:web-1", "Machine", "web-1", false},
    match{"*:web-1", "*", "web-1", true},
    match{":web-1", "Machine", "web-1", false},
    match{":web-1", "", "web-1", true},
    match{"Machine:", "Machine", "", true},
    match{"Machine:", "Machine", "web-1", false},
    match{" Machine:web-1", "Machine", "web-1", false},
    match{"Machine: web-1", "Machine", "web-1", false},
    match{"Mac\\hine:web-1", "Machine", "web-1", false},
    // further colons belong to the name, and so does a quoted one
    match{"Machine:a:b", "Machine", "a:b", true},
    match{"Machine:fe80::1", "Machine", "fe80::1", true},
    match{"a:b", "Machine", "a:b", false},
    match{"a\\:b", "Machine", "a:b", true},
    match{"a\\:b", "Container", "a:b", true},
    match{"a\\:*", "Machine", "a:b:c", true},
    match{"a\\\\:b", "a\\\\", "b", true},
    match{"a\\\\:b", "Machine", "a\\:b", false},
    match{"Machine:a\\:b", "Machine", "a:b", true},
    match{"fe80\\:\\:1", "Machine", "fe80::1", true},
    match{"*b", "Machine", "a:b", true},
    // a backslash quotes what follows it, and nothing else does
    match{"a\\*b", "Machine", "a*b", true},
    match{"a\\*b", "Machine", "axb", false},
    match{"a\\?", "Machine", "a?", true},
    match{"a\\?", "Machine", "ab", false},
    match{"a\\\\b", "Machine", "a\\b", true},
    match{"\\w\\e\\b", "Machine", "web", true},
    match{"web-\\", "Machine", "web-1", false},
    match{"web-\\", "Machine", "web-", false},
    match{"*\\", "Machine", "web-1", false},
    match{"\\", "Machine", "", false},
    // signs of other tools' globs are letters here
    match{"web-[12]", "Machine", "web-1", false},
    match{"web-[12]", "Machine", "web-[12]", true},
    match{"{web,db}-1", "Machine", "web-1", false},
    match{"!web-1", "Machine", "db-1", false},
    match{"web-1|db-1", "Machine", "web-1", false},
    match{"web-1,db-1", "Machine", "web-1", false},
    match{"~web.*", "Machine", "web-1", false},
    match{".*", "Machine", "web-1", false},
    match{"w.b", "Machine", "web", false},
    match{"", "", "web", false},
    match{"\xc3\xa9*", "Machine", "\xc3\xa9t\xc3\xa9", true},
};
static_assert(matches.size() >= 60);

constexpr bool all_as_expected() {
  for (const auto& m : matches)
    if (pattern_match(m.pattern, m.prefix, m.name) != m.expected) return false;
  return true;
}
static_assert(all_as_expected());

struct sign {
  std::string_view pattern;
  bool is_one, says_prefix;
};
constexpr std::array signs{sign{"web-*", true, false},   sign{"a\\\\", true, false},      sign{"", false, false},
                           sign{"web-\\", false, false}, sign{"a\\\\\\", false, false},   sign{"Machine:*", true, true},
                           sign{"a\\:b", true, false},   sign{"a\\\\:b", true, true},     sign{":", true, true},
                           sign{"tag:eu", true, true},   sign{"Machine:a\\", false, true}};
constexpr bool all_signs() {
  for (const auto& s : signs)
    if (is_pattern(s.pattern) != s.is_one || has_prefix(s.pattern) != s.says_prefix) return false;
  return true;
}
static_assert(all_signs());
}  // namespace

TEST_CASE("pattern: what the compiler says of each, the run time says too") {
  for (const auto& m : matches) {
    INFO(m.pattern << " on " << m.prefix << ":" << m.name);
    // texts that the compiler does not know
    const std::string pattern(m.pattern), prefix(m.prefix), name(m.name);
    CHECK(pattern_match(pattern, prefix, name) == m.expected);
  }
}

TEST_CASE("pattern: what is one, and whether it says a prefix") {
  for (const auto& s : signs) {
    INFO(s.pattern);
    CHECK(is_pattern(std::string(s.pattern)) == s.is_one);
    CHECK(has_prefix(std::string(s.pattern)) == s.says_prefix);
  }
}

TEST_CASE("pattern: many stars do not take for ever") {
  const std::string name(2000, 'a');
  CHECK_FALSE(pattern_match("*a*a*a*a*a*a*a*a*b", "Machine", name));
}
