#include <slipway/core/copy.hpp>

#include <array>
#include <string_view>

#include "catch.hpp"

using slipway::copy_to;

TEST_CASE("copy: all of a range, one behind the other") {
  constexpr auto joined = [] {
    std::array<char, 6> all{};
    copy_to(std::string_view("def"), copy_to(std::array{'a', 'b', 'c'}, all.data()));
    return all;
  }();
  CHECK(std::string_view(joined.data(), joined.size()) == "abcdef");
}

TEST_CASE("copy: nothing is written of an empty range, and the end is where it began") {
  char untouched = 'x';
  CHECK(copy_to(std::string_view(), &untouched) == &untouched);
  CHECK(untouched == 'x');
}
