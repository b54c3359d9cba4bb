#include <slipway/model/names.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr auto also = names("front-door", "Service:www", "tag:eu", "Address:fe80::1");

constexpr bool is_matched(std::string_view pattern) { return any_name_matches(pattern, "Machine", "web-1", also); }

// any name may match; a tag is matched by its prefix alone
static_assert(is_matched("web-1") && is_matched("Machine:front-*") && is_matched("www") && is_matched("Service:w??"));
static_assert(is_matched("tag:eu") && is_matched("tag:*") && is_matched("Address:fe80::1") && is_matched("fe80\\:\\:1"));
static_assert(!is_matched("eu") && !is_matched("e*") && !is_matched("Machine:www") && !is_matched("Tag:eu") &&
              !is_matched("tag:us"));
static_assert(any_name_matches("tag:db", "tag", "db", {}));  // a prefix of the user's own
}  // namespace

TEST_CASE("names: the same at run time") {
  for (const std::string yes : {"web-1", "Service:www", "tag:e?", "*door"}) CHECK(is_matched(yes));
  for (const std::string no : {"eu", "Service:web-1", "door", ""}) CHECK_FALSE(is_matched(no));
}

TEST_CASE("names: what is none") {
  for (const std::string wrong : {"", ":x", "tag:"}) CHECK_THROWS_AS(names(wrong), wrong_argument);
}
