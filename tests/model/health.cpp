#include <slipway/model/health.hpp>

#include <slipway/model/settings.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace std::chrono_literals;

namespace {
constexpr auto some = health(systemd_running, command("true"), http("http://localhost/"), within(3s), port(80));
constexpr settings outer{.health = some};
constexpr settings inner{.health = health(port(22))};
}  // namespace

static_assert(some.count == 4 && some.patience_ms == 3'000 && some.list()[3].number == 80);
static_assert(some.list()[1].kind == health_kind::command && some.list()[2].text == "http://localhost/");
static_assert(inherit(settings{}, outer).health.count == 4 && inherit(inner, outer).health.count == 1);

TEST_CASE("health: wrong arguments of builders at run time") {
  CHECK_THROWS_AS(command(""), wrong_argument);
  CHECK_THROWS_AS(http("localhost"), wrong_argument);
  CHECK_THROWS_AS(http("http://localhost/a b"), wrong_argument);
  CHECK_THROWS_AS(port(0), wrong_argument);
  CHECK_THROWS_AS(port(65536), wrong_argument);
  CHECK_THROWS_AS(within(0s), wrong_argument);
}
