// Machines that depend on others.
#include "hosts/harness.hpp"

using namespace hosts_test;

TEST_CASE("who depends on another is changed after it, and left alone where it fails", "[testbed]") {
  const auto one = first_host(), two = second_host();
  for (const auto& host : {one, two}) on(host, "rm -f /srv/when /srv/refuse");
  operator_of me("program_dependencies");
  me.machine("backend", one);
  me.machine("frontend", two);
  me.machine("last", one);

  const auto listed = me.run({"list", "--json"});
  CHECK_THAT(listed.out,
             contains(R"("name":"Machine:last","selected":true,"reason":"default","depends_on":["Machine:frontend"])"));

  const auto done = me.apply({"frontend", "backend"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(on(one, "cat /srv/when") < on(two, "cat /srv/when"));

  on(one, "touch /srv/refuse; rm /srv/when");
  on(two, "rm /srv/when");
  const auto failed = me.apply();
  CHECK(failed.status == 1);
  CHECK_THAT(failed.out, contains(R"({"host":"Machine:backend","result":"failed")"));
  CHECK_THAT(failed.out, contains(R"({"host":"Machine:frontend","result":"dependency failed")"));
  CHECK_THAT(failed.out, contains("depends on Machine:backend, which is not deployed (failed)"));
  CHECK_THAT(failed.out, contains("depends on Machine:frontend, which was left alone: it depends on Machine:backend"));
  CHECK_THAT(failed.out, contains(R"("failed":1,"dependency_failed":2)"));
  CHECK(on(two, "ls /srv/when 2>/dev/null || echo none") == "none");
  on(one, "rm /srv/refuse");

  // one by one, and in waves, the order is the same
  const auto serial = me.apply({"frontend", "backend", "--serial", "1", "--parallel", "1"});
  CHECK(serial.status == 0);
  CHECK(on(one, "cat /srv/when") < on(two, "cat /srv/when"));
  for (const auto& host : {one, two}) on(host, "rm -f /srv/when");
}
