#include <slipway/plan/diff.hpp>

#include "catch.hpp"

using slipway::plan::unified_diff;
using lines = std::vector<std::string>;

TEST_CASE("diff: hunks with three lines around") {
  CHECK(unified_diff("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n") == lines{"@@ -2,5 +2,5 @@", " b", " c", " d", "-e", "+X", " f"});
  CHECK(unified_diff("", "a\n") == lines{"@@ -0,0 +1,1 @@", "+a"});
  CHECK(unified_diff("a\n", "").back() == "-a");
  CHECK(unified_diff("a\n", "a\n").empty());
}

TEST_CASE("diff: a newline at the end is a difference") {
  CHECK(unified_diff("a", "a\n") == lines{"@@ -1,1 +1,1 @@", "-a (no newline at the end)", "+a"});
}

TEST_CASE("diff: nothing of a host reaches the terminal") {
  for (const auto& line : unified_diff("\x1b[2J\n\xff\n", "ok\n"))
    for (const char c : line) CHECK(static_cast<unsigned char>(c) >= 0x20);
}

TEST_CASE("diff: what is no text or too large is said") {
  CHECK(unified_diff(std::string("\0", 1), "a\n") == lines{"(not a text: 1 bytes before, 2 after)"});
  CHECK(unified_diff("a\n", std::string(1 << 21, 'x')).size() == 1);
}

TEST_CASE("diff: many changed lines come in time") {
  std::string before, after;
  for (int i = 0; i != 3000; ++i) {
    before += "line " + std::to_string(i) + "\n";
    after += "line " + std::to_string(i * 7 % 3001) + "\n";
  }
  CHECK(unified_diff(before, after).size() > 3000);
}
