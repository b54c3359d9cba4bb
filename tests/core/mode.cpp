#include <slipway/core/mode.hpp>

#include "catch.hpp"

using slipway::file_mode, slipway::wrong_argument;

static_assert(file_mode("0644").bits == 0644 && file_mode("755").bits == 0755 && file_mode("4755").bits == 04755);
static_assert(file_mode("000").given && file_mode("000").bits == 0);
static_assert(!file_mode().given);

TEST_CASE("mode: what is no mode throws the sentence that the compiler prints") {
  for (const char* digits : {"", "7", "77", "00644", "0888", "u+rw", "-755", "0x1f", " 755"}) {
    INFO(digits);
    CHECK_THROWS_MATCHES(file_mode(digits), wrong_argument,
                         Catch::Matchers::Message("mode_must_be_three_or_four_octal_digits: '" + std::string(digits) + "'"));
  }
}
