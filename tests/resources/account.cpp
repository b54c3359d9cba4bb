#include <slipway/resources/account.hpp>

#include "catch.hpp"

#include <slipway/plan/shell.hpp>

#include "shells.hpp"

TEST_CASE("account: the shell text is right for every shell") {
  const auto& f = slipway::resources::account_family();
  const auto text = std::string(slipway::plan::prelude_shell()).append(slipway::plan::runner_shell());
  const auto all = text + std::string(f.probe) + std::string(f.apply);
  CHECK(shells::shellcheck(all, "SC1003,SC2015,SC2034,SC2086,SC2154,SC2317") == "");
  for (const auto& shell : shells::all) CHECK(shells::run(shell, all).output == "");
}

static_assert(slipway::account_name("www-data").text == "www-data");
