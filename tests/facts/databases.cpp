#include <slipway/facts/databases.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("databases: recorded from PostgreSQL and MySQL") {
  recorded_host host, bare;
  host.program("psql", "").program("su", "app\tfalse\ttrue\npostgres\ttrue\ttrue\n").program("mysql", "app\tlocalhost\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::postgresql_roles(), shell) == lines{"app|false|true", "postgres|true|true"});
    CHECK(host.records(slipway::facts::mysql_users(), shell) == lines{"app|localhost"});
    CHECK(bare.records(slipway::facts::postgresql_databases(), shell) == lines{"unknown"});
    CHECK(bare.records(slipway::facts::mysql_databases(), shell) == lines{"unknown"});
  });
  CHECK(host.calls().find("postgres -c psql -XAt -F '\t' -c \"SELECT rolname") != std::string::npos);
}

TEST_CASE("databases: a server that refuses is not known") {
  recorded_host host;
  host.program("psql", "").program("su", "", 2).program("mariadb", "", 1);
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::postgresql_databases(), shell) == lines{"unknown"});
    CHECK(host.records(slipway::facts::mysql_users(), shell) == lines{"unknown"});
  });
}
