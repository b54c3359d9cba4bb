#include <slipway/facts/environment.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("environment: what is set") {
  with_each_shell([&](const auto& shell) {
    CHECK(gather(slipway::facts::environment(), shell, {}, " K LC_ALL ,x, L NOT_SET_ANYWHERE ,x, M 'a; echo b' ,x,") ==
          values{{"environment.value@K", "C"}});
  });
}
