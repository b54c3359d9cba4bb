#include <slipway/model/pattern.hpp>

#include "catch.hpp"

using slipway::pattern_match, slipway::is_pattern;

TEST_CASE("pattern: prefix and glob") {
  CHECK(pattern_match("web-*", "Machine", "web-1"));
  CHECK(pattern_match("Machine:web-*", "Machine", "web-1"));
  CHECK_FALSE(pattern_match("Container:web-*", "Machine", "web-1"));
  CHECK_FALSE(pattern_match("machine:web-*", "Machine", "web-1"));  // literal and case-sensitive
  CHECK_FALSE(pattern_match("Mach*:web-1", "Machine", "web-1"));
  CHECK_FALSE(pattern_match(":web-1", "Machine", "web-1"));
  CHECK(pattern_match("Machine:a:b", "Machine", "a:b"));  // the first colon ends the prefix
  CHECK(pattern_match("a\\:b", "Machine", "a:b"));        // a quoted one does not
  CHECK_FALSE(pattern_match("web", "Machine", "web-1"));  // anchored
  CHECK(pattern_match("*", "Machine", ""));
}

TEST_CASE("pattern: what is one") {
  CHECK(is_pattern("web-*"));
  CHECK(is_pattern("a\\\\"));
  CHECK_FALSE(is_pattern(""));
  CHECK_FALSE(is_pattern("web-\\"));
}
