#include <slipway/core/suggest.hpp>

#include "catch.hpp"

using slipway::edit_distance, slipway::suggest;
using names = std::vector<std::string>;

TEST_CASE("suggest: how far two texts are apart") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("web", "web") == 0);
  CHECK(edit_distance("", "web") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("web-1", "wbe-1") == 2);
}

TEST_CASE("suggest: the nearest first, and only what is near") {
  const names machines{"web-1", "web-2", "db-1", "bastion", "web-10"};
  CHECK(suggest("wbe-2", machines).front() == "web-2");
  CHECK(suggest("web-1", machines).front() == "web-1");
  CHECK(suggest("web-1", machines).size() == 3);
  CHECK(suggest("completely different", machines).empty());
  CHECK(suggest("x", names{}).empty());
}
