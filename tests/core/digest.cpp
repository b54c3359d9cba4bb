#include <slipway/core/digest.hpp>

#include "catch.hpp"

using slipway::digest, slipway::value_digest;

// http://www.isthe.com/chongo/src/fnv/test_fnv.c
static_assert(digest("").value == 0xcbf29ce484222325u);
static_assert(digest("a").value == 0xaf63dc4c8601ec8cu);
static_assert(digest("foobar").value == 0x85944171f73967e8u);
static_assert(digest("chongo was here!\n").value == 0x46810940eff5f915u);  // more than is taken in one step
static_assert(digest("foo").add("bar") == digest("foobar"));
static_assert(digest("chongo was").add(' ').add("here!\n") == digest("chongo was here!\n"));
static_assert(digest("\xff").value == (0xcbf29ce484222325u ^ 0xffu) * 1099511628211u);  // bytes, whatever the sign of char
static_assert(digest("1234567\xff").value == (digest("1234567").value ^ 0xffu) * 1099511628211u);

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

TEST_CASE("digest: what a type's values begin with") {
  CHECK(slipway::value_of_type<"file"> == value_digest().add("file"));
  CHECK(value_digest(slipway::value_of_type<"file">).add("a") == value_digest().add("file").add("a"));
}
