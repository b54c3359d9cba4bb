#include <slipway/resources/text.hpp>

#include "catch.hpp"

#include <slipway/plan/shell.hpp>

#include "shells.hpp"

TEST_CASE("text: the shell text is right for every shell") {
  const auto& f = slipway::resources::text_family();
  const auto text = std::string(slipway::plan::prelude_shell()).append(slipway::plan::runner_shell());
  const auto all = text + std::string(f.probe) + std::string(f.apply);
  CHECK(shells::shellcheck(all, "SC1003,SC2015,SC2034,SC2086,SC2154,SC2317") == "");
  for (const auto& shell : shells::all) CHECK(shells::run(shell, all).output == "");
}

static_assert(slipway::resources::detail::one_line("a\tb") == "a\tb");
static_assert(slipway::resources::detail::short_text("a\nb") == "a\nb");
