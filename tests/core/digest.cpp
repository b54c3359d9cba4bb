#include <slipway/core/digest.hpp>

#include "catch.hpp"

using slipway::digest, slipway::value_digest, slipway::same_text;

// http://www.isthe.com/chongo/src/fnv/test_fnv.c
static_assert(digest("").value == 0x811c9dc5u);
static_assert(digest("a").value == 0xe40c292cu);
static_assert(digest("foobar").value == 0xbf9cf968u);
static_assert(digest("foo").add("bar") == digest("foobar"));
static_assert(digest("\xff").value == (0x811c9dc5u ^ 0xffu) * 16777619u);  // bytes, whatever the sign of char

TEST_CASE("digest: fields of a value do not run together") {
  const auto of = [](auto... fields) {
    value_digest d;
    (d.add(fields), ...);
    return d;
  };
  using namespace std::string_view_literals;
  CHECK(of("ab"sv, "c"sv) == of("ab"sv, "c"sv));
  CHECK_FALSE(of("ab"sv, "c"sv) == of("a"sv, "bc"sv));
  CHECK_FALSE(of("ab"sv) == of("ab"sv, ""sv));
  CHECK_FALSE(of(""sv, "a"sv) == of("a"sv, ""sv));
  CHECK_FALSE(of(std::uint64_t{1}, std::uint64_t{2}) == of(std::uint64_t{2}, std::uint64_t{1}));
  CHECK_FALSE(of("1"sv) == of(std::uint64_t{'1'}));
  CHECK_FALSE(of("\0"sv) == of(""sv));
}

TEST_CASE("digest: the same text") {
  CHECK(same_text("", ""));
  CHECK(same_text("abc", "abc"));
  CHECK_FALSE(same_text("abc", "abd"));
  CHECK_FALSE(same_text("abc", "ab"));
}
