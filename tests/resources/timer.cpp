#include <slipway/resources/timer.hpp>

#include "catch.hpp"

#include <slipway/model/operation.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

using namespace slipway::tests;
using namespace std::chrono_literals;
namespace sw = slipway;
using sw::systemd::timer;

namespace {
constexpr auto backup = timer("backup").on("Mon..Fri *-*-* 03:30").persistent().random_delay(90500ms);
constexpr auto first = claims_of<2>(backup)[0];
static_assert(first.kind == sw::claim_kind::exclusive && first.space == "path" &&
              first.subject == "/etc/systemd/system/backup.timer" && first.after == sw::presence::present);
static_assert(row_of(backup).needs_root);
static_assert(!(backup.value() == timer("backup").on("daily").value()));
}  // namespace

TEST_CASE("timer: its unit file") {
  CHECK(backup.body(host::no_data())->bytes ==
        "# kept by slipway\n[Unit]\nDescription=Timer of backup\n\n[Timer]\nOnCalendar=Mon..Fri *-*-* 03:30\n"
        "RandomizedDelaySec=91\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n");
  CHECK_THAT(timer("a").on("daily").starts("work").body(host::no_data())->bytes, Catch::Matchers::Contains("\nUnit=work.service\n"));
  CHECK_THAT(timer("a").on("daily").starts("work.target").body(host::no_data())->bytes,
             Catch::Matchers::Contains("\nUnit=work.target\n"));
  CHECK(backup.desired(host::no_data()).starts_with("file mode=0644 owner=root group=root sha256="));
  CHECK(timer("backup").absent().apply(host::no_data()) == "remove_file /etc/systemd/system/backup.timer");
}

TEST_CASE("timer: wrong arguments") {
  CHECK_THROWS_WITH(timer("no name"), "unit_name_is_not_valid: 'no name'");
  CHECK_THROWS_WITH(timer(""), "name_must_have_between_1_and_48_characters: ''");
  CHECK_THROWS_WITH(timer("a").on("25:00"), "calendar_is_not_one_of_systemd: '25:00'");
  CHECK_THROWS_WITH(timer("a").random_delay(0s), "duration_must_be_longer_than_zero: 'random_delay'");
  CHECK_THROWS_WITH(sw::op(sw::named("x"), timer("a")), "timer_needs_on_or_absent: 'a'");
  CHECK_THROWS_WITH(timer("a").on("daily").absent(), "something_absent_has_no_other_attributes: 'a'");
}
