#include <slipway/model/answered.hpp>

#include <slipway/facts/directory.hpp>
#include <slipway/facts/file.hpp>
#include <slipway/facts/mounts.hpp>
#include <slipway/facts/packages.hpp>
#include <slipway/facts/services.hpp>
#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
const answers found{{"cpu.count", "4"},
                    {"hostname", "web-1"},
                    {"mounts", "/\t/dev/vda1\text4\trw\t1000\t500\n/srv/a\\tb\tnas:/\tnfs\tro\t\t"},
                    {"services", "nginx\ttrue\tfalse\tfalse\trunning\tA\\\\B"},
                    {"packages", ""}};
}  // namespace

TEST_CASE("answered: single values") {
  CHECK(value_of(fact::cpu.count, found) == 4);
  CHECK(value_of(fact::hostname, found) == "web-1");
  CHECK(value_of(fact::memory.total, found) == std::nullopt);
}

TEST_CASE("answered: lists of records") {
  const auto mounts = value_of(fact::mounts, found);
  REQUIRE(mounts);
  REQUIRE(mounts->size() == 2);
  CHECK((*mounts)[0].device == "/dev/vda1");
  CHECK((*mounts)[0].free == 500);
  CHECK((*mounts)[1].path == "/srv/a\tb");
  CHECK((*mounts)[1].size == 0);
  CHECK(value_of(fact::services, found)->at(0).description == "A\\B");
  CHECK(value_of(fact::services, found)->at(0).running);
  CHECK(value_of(fact::packages, found)->empty());
  CHECK(value_of(fact::timers, found) == std::nullopt);
}

TEST_CASE("answered: one record, asked for by its key") {
  CHECK(value_of(fact::mount("/").free, found) == 500);
  CHECK(value_of(fact::mount("/").exists, found) == true);
  CHECK(value_of(fact::mount("/srv/a\tb").type, found) == "nfs");
  CHECK(value_of(fact::mount("/srv/a\tb").free, found) == std::nullopt);
  CHECK(value_of(fact::mount("/none").free, found) == std::nullopt);
  CHECK(value_of(fact::mount("/none").exists, found) == false);
  CHECK(value_of(fact::service("nginx").running, found) == true);
  CHECK(value_of(fact::packages.contains("nginx"), found) == false);
  CHECK(value_of(fact::packages.count(), found) == 0);
  CHECK(value_of(fact::mounts.count(), found) == 2);
  CHECK(value_of(fact::timers.contains("x"), found) == std::nullopt);
}

TEST_CASE("answered: names and units") {
  CHECK(fact_title(fact::file("/etc/motd").size.reference()) == "file.size of /etc/motd");
  CHECK(fact_title(fact::packages.count().reference()) == "the number of packages");
  CHECK(fact_title(fact::lines<"^P">("/a").found.reference()) == "lines.found of /a that match ^P");
  CHECK(fact_key(fact::mount("/").free.reference()) == "mounts");
  CHECK(fact_key(fact::cpu.count.reference()) == "cpu.count");
  CHECK(fact_key(fact::file("/a").size.reference()).starts_with("file.size@"));
  CHECK(fact_key(fact::lines<"a">("/a").found.reference()) != fact_key(fact::lines<"b">("/a").found.reference()));
  CHECK(unit_of(fact::mount("/").free.reference()) == "bytes");
  CHECK(unit_of(fact::uptime.reference()) == "seconds");
  CHECK(unit_of(fact::hostname.reference()).empty());
}
