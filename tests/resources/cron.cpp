#include <slipway/resources/cron.hpp>

#include "catch.hpp"

#include <slipway/model/operation.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

using namespace slipway::tests;
namespace sw = slipway;
using sw::cron::job;

namespace {
constexpr auto backup = job("backup").at("30 3 * * *").runs("tar -cf /srv/$(date +%F).tar /srv/data").as("backup");
constexpr auto claims = claims_of<1>(backup);
static_assert(claims[0].kind == sw::claim_kind::exclusive && claims[0].space == "path" &&
              claims[0].subject == "/etc/cron.d/backup" && claims[0].whole == sw::digest("/etc/cron.d/backup") &&
              claims[0].after == sw::presence::present);
static_assert(row_of(backup).needs_root);
static_assert(claims_of<1>(job("backup").absent())[0].after == sw::presence::absent);
static_assert(!(backup.value() == job("backup").at("30 4 * * *").runs("x").value()));
}  // namespace

TEST_CASE("cron: the file of a job") {
  const auto body = backup.body(host::no_data());
  REQUIRE(body);
  CHECK(body->bytes == "# kept by slipway\n30 3 * * * backup tar -cf /srv/$(date +\\%F).tar /srv/data\n");
  CHECK(job("a").at("@daily").runs("x").body(host::no_data())->bytes == "# kept by slipway\n@daily root x\n");
  CHECK(backup.desired(host::no_data()).starts_with("file mode=0644 owner=root group=root sha256="));
  CHECK(backup.apply(host::no_data()).starts_with("write_file \"$step\" /etc/cron.d/backup 0644 "));
  CHECK(job("backup").absent().desired(host::no_data()) == "absent");
  CHECK(job("backup").absent().apply(host::no_data()) == "remove_file /etc/cron.d/backup");
  CHECK(backup.undo(host::no_data()).script == "remove_file /etc/cron.d/backup");
}

TEST_CASE("cron: wrong arguments") {
  CHECK_THROWS_WITH(job("my.job"), "name_must_be_letters_digits_hyphens_and_underscores: 'my.job'");
  CHECK_THROWS_WITH(job(""), "name_must_have_between_1_and_48_characters: ''");
  CHECK_THROWS_WITH(job("a").at("61 * * * *"), "schedule_is_not_one_of_crontab: '61 * * * *'");
  CHECK_THROWS_WITH(job("a").runs("a\nb"), "text_must_be_one_line: 'a\nb'");
  CHECK_THROWS_WITH(sw::op(sw::named("x"), job("a").at("@daily")), "cron_job_needs_at_and_runs_or_absent: 'a'");
  CHECK_THROWS_WITH(job("a").at("@daily").absent(), "something_absent_has_no_other_attributes: 'a'");
  CHECK_THROWS_WITH(job("a").as("A B"), "user_or_group_name_is_not_valid: 'A B'");
}
