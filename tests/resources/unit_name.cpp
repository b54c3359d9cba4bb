#include <slipway/resources/unit_name.hpp>

#include "catch.hpp"

#include <string>

using Catch::Matchers::StartsWith;
using slipway::resources::unit_key, slipway::resources::unit_name;

static_assert(unit_key("nginx.service") == "nginx" && unit_key("nginx") == "nginx");
static_assert(unit_key("backup.timer") == "backup.timer");
static_assert(unit_key("a.timer.service") == "a.timer.service");  // not the timer
static_assert(unit_name("nginx.service").whole == unit_name("nginx").whole);
static_assert(unit_name("nginx").line == __LINE__);

TEST_CASE("unit_name: as systemd knows it") {
  CHECK(unit_name("nginx").full() == "nginx.service");
  CHECK(unit_name("nginx.service").full() == "nginx.service");
  CHECK(unit_name("backup.timer").full() == "backup.timer");
  CHECK(unit_name("a.timer.service").full() == "a.timer.service");
  CHECK(unit_name("php8.2-fpm").full() == "php8.2-fpm.service");
  CHECK(unit_name("getty@tty1").full() == "getty@tty1.service");
}

TEST_CASE("unit_name: what is none is refused") {
  const std::string long_name(248, 'a');
  for (const char* name : {"", "a b", "a/b", "@a", ".service", "a*", "a\n", "\xc3\xa4", long_name.c_str()})
    CHECK_THROWS_WITH(unit_name(name), StartsWith("unit_name_is_not_valid"));
  for (const char* name : {"getty@", "getty@.service", "backup@.timer"})
    CHECK_THROWS_WITH(unit_name(name), StartsWith("template_unit_needs_an_instance"));
  for (const char* name : {"nginx", "a@b@c.service", "a:b_c-d", "-.mount", "dev-disk\\x2d1.swap"}) CHECK_NOTHROW(unit_name(name));
  CHECK_NOTHROW(unit_name(std::string(247, 'a')));
}
