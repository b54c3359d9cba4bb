#include <slipway/core/wrong.hpp>

#include "catch.hpp"

TEST_CASE("wrong: a sentence throws its own name and the text at fault") {
  CHECK_THROWS_MATCHES(slipway::path_must_be_absolute("etc/motd"), slipway::wrong_argument,
                       Catch::Matchers::Message("path_must_be_absolute: 'etc/motd'"));
}
