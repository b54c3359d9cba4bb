#include <slipway/model/state_text.hpp>

#include "catch.hpp"

TEST_CASE("state_text: one line, whatever the text") {
  CHECK(slipway::state_text("plain") == "plain");
  CHECK(slipway::state_text("a\nb\\n\n") == "a\\nb\\\\n\\n");
  CHECK(slipway::state_text("") == "");
}
