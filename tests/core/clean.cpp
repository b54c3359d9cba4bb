#include <slipway/core/clean.hpp>

#include "catch.hpp"

using slipway::clean;
using namespace std::string_literals;

TEST_CASE("clean: text stays as it is") {
  CHECK(clean("") == "");
  CHECK(clean("a b\tc ~") == "a b\tc ~");
  const std::string text = "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x9a\xa2 \xe4\xb8\xad";  // two, three, four, three bytes
  CHECK(clean(text) == text);
  CHECK(clean("back\\slash") == "back\\slash");
}

TEST_CASE("clean: controls become visible") {
  CHECK(clean("a\nb\r\0c"s) == "a\\x0ab\\x0d\\x00c");
  CHECK(clean("\x1b[31mred\x7f") == "\\x1b[31mred\\x7f");
  CHECK(clean("\xc2\x9b"  // C1: a terminal may take it for ESC [
              "31m") == "\\xc2\\x9b31m");
  CHECK(clean("\xe2\x80\xae") == "\\xe2\\x80\\xae");                    // right-to-left override
  CHECK(clean("\xe2\x81\xa6") == "\\xe2\\x81\\xa6");                    // left-to-right isolate
  CHECK(clean("\xe2\x80\x8f\xd8\x9c") == "\\xe2\\x80\\x8f\\xd8\\x9c");  // marks
  CHECK(clean("\xe2\x80\xa8") == "\\xe2\\x80\\xa8");                    // line separator
}

TEST_CASE("clean: what is no UTF-8 becomes U+FFFD") {
  const std::string bad = "\xef\xbf\xbd";
  CHECK(clean("a\xff"
              "b") == "a" + bad + "b");
  CHECK(clean("\x80") == bad);
  CHECK(clean("\xc3") == bad);                      // cut short
  CHECK(clean("\xe2\x82") == bad + bad);            // cut short
  CHECK(clean("\xc0\xaf") == bad + bad);            // overlong
  CHECK(clean("\xe0\x80\xaf") == bad + bad + bad);  // overlong
  CHECK(clean("\xf0\x80\x80\xaf") == bad + bad + bad + bad);
  CHECK(clean("\xed\xa0\x80") == bad + bad + bad);            // a surrogate
  CHECK(clean("\xf4\x90\x80\x80") == bad + bad + bad + bad);  // above U+10FFFF
  CHECK(clean("\xf8\x88\x80\x80\x80") == bad + bad + bad + bad + bad);
  CHECK(clean("\xc3\x28") == bad + "(");
}

TEST_CASE("clean: every byte between two letters leaves one line without controls") {
  for (int first = 0; first != 256; ++first)
    for (int second = 0; second < 256; second += 5) {
      const std::string text{'a', static_cast<char>(first), static_cast<char>(second), 'z'};
      const auto cleaned = clean(text);
      bool good = cleaned.front() == 'a' && cleaned.back() == 'z';
      for (char c : cleaned) good = good && (static_cast<unsigned char>(c) >= 0x20 || c == '\t') && c != 0x7f;
      if (!good || clean(cleaned) != cleaned) FAIL(first << " " << second << ": " << cleaned);
    }
}
