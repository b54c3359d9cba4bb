#include <slipway/model/secret.hpp>

#include <slipway/model/let.hpp>

#include "catch.hpp"

using namespace slipway;

static_assert(secret<"db_password">.secret == "db_password");
static_assert(let<"password">(secret<"db_password">).kind == let_kind::secret);
static_assert(let<"password">(secret<"db_password">).text == "db_password");
static_assert(secrets_from_environment("APP_") == secrets{secret_source::environment, "APP_"});
static_assert(secrets_from_files("~/{{name}}/{{name}}.txt").source == secret_source::files);

TEST_CASE("secret: names that mean nothing to a shell, a path or a variable") {
  for (const auto* good : {"db_password", "site/db-password", "A.1", "_x", "0"}) CHECK(is_secret_name(good));
  for (const auto* bad :
       {"", "a b", "-c", "/etc/shadow", ".hidden", "a/../b", "a..b", "$(id)", "a'b", "a\"b", "a;b", "a\nb", "ä"})
    CHECK(!is_secret_name(bad));
}

TEST_CASE("secret: a template has the hole {{name}}, and no other") {
  CHECK(secrets_from_command("pass show {{name}}").text == "pass show {{name}}");
  for (const auto* bad : {"", "pass show", "{{ name }}", "{{name}} {{other}}", "{{nam", "{{name}} {{"}) {
    CHECK_THROWS_AS(secrets_from_command(bad), wrong_argument);
    CHECK_THROWS_AS(secrets_from_files(bad), wrong_argument);
  }
}
