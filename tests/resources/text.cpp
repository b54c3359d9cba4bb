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

namespace {
using namespace slipway::resources::detail;
static_assert(!fault_in_one_line("a\tb") && fault_in_one_line("a\nb").says == slipway::text_must_be_one_line);
static_assert(!fault_in_short_text("a\nb") && !fault_in_short_text(""));
static_assert(!fault_in_line("a") && fault_in_line("").says == slipway::text_must_not_be_empty);
}  // namespace
