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
  const auto failed = me.apply({"--exclude", "elsewhere"});
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

TEST_CASE("who depends on nothing waits for nobody, and who depends on others waits for no one else", "[testbed]") {
  const auto one = first_host(), two = second_host(), three = third_host();
  for (const auto& host : {one, two, three}) on(host, "rm -f /srv/when /srv/refuse /srv/go /srv/begun");
  const finally go_on([&] {
    status_on(one, "rm -f /srv/hold");
    status_on(three, "touch /srv/go");
  });
  operator_of me("program_dependencies");
  me.machine("backend", one);
  me.machine("frontend", two);
  me.machine("last", one);
  me.machine("elsewhere", three);
  const auto comes = [](const std::string& host, const std::string& file) {
    return status_on(host, "for i in $(seq 300); do test -e " + file + " && exit; sleep 0.1; done; exit 1") == 0;
  };

  // of two at a time, one waits for the first: the other is still done
  on(one, "touch /srv/hold");
  auto running = me.start({"apply", "--yes", "--json", "--parallel", "2"});
  CHECK(comes(three, "/srv/begun"));
  CHECK(status_on(two, "test -e /srv/when") == 1);
  on(one, "rm /srv/hold");
  CHECK(comes(two, "/srv/when"));
  on(three, "touch /srv/go");
  const auto f = running.wait();
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(number(summary(f), "succeeded") == 4);
}
