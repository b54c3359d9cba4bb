#include <slipway/model/operation_options.hpp>

#include <slipway/check/check.hpp>
#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace std::chrono_literals;
using sw::op;

namespace {
constexpr auto make = op<"Make it">(sw::server::shell("make").affects("/srv/**"));
constexpr auto full =
    op<"Do it all">(sw::server::shell("work").affects_nothing_else(), sw::as("app"), sw::directory("/srv"), sw::umask("027"),
                    sw::stdin("yes\n"), sw::env<"LANG">("C"), sw::env<"EMPTY">(""), sw::success_codes(0, 3), sw::timeout(1500ms),
                    sw::retry(3, 2s), sw::ignore_errors(), sw::run_once(), sw::note("takes long"));
constexpr auto promised = op<"Remove it">(sw::files::link("/srv/link").absent(), sw::assume_present(changed(make)));
inline constexpr auto role = sw::role(op<"Add the user">(sw::server::user("app")),
                                      op<"Make the folder">(sw::files::directory("/srv")), make, full, promised);
constexpr auto& rows = sw::role_tables<role>::rows;
}  // namespace

static_assert(full.options.user == "app" && full.options.directory == "/srv" && full.options.umask.bits == 027);
static_assert(full.options.input == "yes\n" && full.options.note == "takes long");
static_assert(full.options.variable_count == 2 && full.options.variables[1].name == "EMPTY");
static_assert(full.options.code_count == 2 && full.options.success_codes[1] == 3);
static_assert(full.options.timeout == 2, "parts of a second are rounded up");
static_assert(full.options.retries == 3 && full.options.retry_delay == 2);
static_assert(full.options.ignore_errors && full.options.run_once);
static_assert(promised.options.promised == sw::presence::present && promised.options.promises[0].name == "Make it");
static_assert(sizeof(make) < sizeof(full), "operations without options carry none");

static_assert(rows[2].options == nullptr && rows[3].options->retries == 3);
static_assert(
    [] {
      std::size_t count = 0;
      sw::rules::for_each_edge(sw::rules::view_of<role>, 0, rows.size(),
                               [&](const sw::edge& e) { count += e.from == 2 && e.to == 4 ? 1 : 100; });
      return count;
    }() == 1,
    "a promise needs its operation before it");

TEST_CASE("operation_options: who runs a command, and where, must be there before") {
  const sw::table_view<sw::claim> claims(sw::role_tables<role>::claims);
  const auto needs = [&](std::string_view space, std::string_view subject) {
    for (const auto& c : claims.part(rows[3].first_claim, rows[3].claim_count))
      if (c.kind == sw::claim_kind::needs && c.space == space && c.subject == subject) return true;
    return false;
  };
  CHECK(needs("user", "app"));
  CHECK(needs("path", "/srv"));
}

TEST_CASE("operation_options: two operations that differ in an option are two") {
  const auto with = [](const auto&... options) { return op<"x">(sw::server::shell("x"), options...).value; };
  CHECK(with(sw::timeout(1s)) != with());
  CHECK(with(sw::timeout(1s)) != with(sw::timeout(2s)));
  CHECK(with(sw::env<"A">("1")) != with(sw::env<"A">("2")));
  CHECK(with(sw::success_codes(0, 1)) != with(sw::success_codes(0)));
  CHECK(with(sw::note("a")) == with(sw::note("a")));
}

TEST_CASE("operation_options: what is wrong throws the sentence that the compiler prints") {
  const auto starts = [](const char* text) { return Catch::Matchers::StartsWith(text); };
  const auto given = [](const auto&... options) { return op<"x">(sw::server::shell("x"), options...); };
  CHECK_THROWS_WITH(sw::as("No One"), starts("user_or_group_name_is_not_valid"));
  CHECK_THROWS_WITH(sw::directory("srv"), starts("path_must_be_absolute"));
  CHECK_THROWS_WITH(sw::umask("9"), starts("mode_must_be_three_or_four_octal_digits"));
  CHECK_THROWS_WITH(sw::timeout(0s), starts("duration_must_be_longer_than_zero"));
  CHECK_THROWS_WITH(sw::retry(0), starts("retry_must_be_between_1_and_1000_times"));
  CHECK_THROWS_WITH(sw::success_codes(256), starts("exit_status_must_be_between_0_and_255"));
  CHECK_THROWS_WITH(sw::env<"1A">("x"), starts("variable_name_is_not_valid"));
  CHECK_THROWS_WITH(sw::note("two\nlines"), starts("text_must_be_one_line"));
  CHECK_THROWS_WITH(sw::unguarded(""), starts("text_must_not_be_empty"));
  CHECK_THROWS_WITH(given(sw::timeout(1s), sw::timeout(2s)), "option_is_given_twice: 'timeout'");
  CHECK_THROWS_WITH(given(sw::env<"A">("1"), sw::env<"A">("2")), "option_is_given_twice: 'A'");
  CHECK_THROWS_WITH(op<"x">(sw::files::file("/x"), sw::as("app")), "option_needs_an_operation_that_runs_a_command: 'x'");
  CHECK_THROWS_WITH(sw::assume_present(!changed(make)), starts("assume_takes_at_most_4_changed_joined_by_or"));
}
