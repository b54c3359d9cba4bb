// Hosts that are not well are left alone; those that are not well after a change have failed.
#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void prepare(const std::string& host) {
  on(host,
     "exec >/dev/null 2>&1; systemctl stop health-test; rm -rf /srv/health /etc/systemd/system/health-test.service; mkdir "
     "/srv/health; "
     "systemctl daemon-reload; systemctl reset-failed; exit 0");
}

finished apply(const std::string& machine, words more = {}) {
  operator_of me("program_health");
  me.machine(machine, first_host(), "root");
  more.insert(more.begin(), machine);
  return me.apply(more);
}

std::string reason(const finished& f, const std::string& machine) { return text(result(f, machine), "reason"); }

}  // namespace

TEST_CASE("a host that is not well is left alone, and says why", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const finally clean([&] { prepare(host); });
  on(host, "systemd-run -q --unit health-test /bin/false; touch /srv/health/ill; sleep 0.3");
  const auto f = apply("well");
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(reason(f, "well") == "the host is not well, and was left alone");
  CHECK_THAT(f.err, contains("| health-test.service loaded failed failed"));
  CHECK_THAT(f.err, contains("| the command fails: test ! -e /srv/health/ill"));
  CHECK_THAT(f.err, contains("--allow-unhealthy"));
  CHECK(status_on(host, "test -e /srv/health/page") == 1);
  // what was so before is not held against the change
  CHECK(apply("well", {"--allow-unhealthy"}).status == 0);
  CHECK(on(host, "cat /srv/health/page") == "new");
}

TEST_CASE("a host that is not well any more has failed, a guard is put back", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  const finally clean([&] { prepare(host); });
  SECTION("a unit") {
    const auto f = apply("breaking");
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK(reason(f, "breaking") == "the host is not well after the change");
    CHECK_THAT(f.err, contains("| health-test.service loaded failed failed"));
    CHECK(status_on(host, "test -e /etc/systemd/system/health-test.service") == 0);
  }
  SECTION("a unit, in a guard") {
    const auto f = apply("guarded-breaking");
    INFO(f.out << f.err);
    CHECK_THAT(reason(f, "guarded-breaking"), contains("rolled back the guard 'unit': the host is not well after the change"));
    CHECK(on(host, "ls /etc/systemd/system | grep -c health || :") == "0");
    CHECK(on(host, "systemctl is-system-running") == "running");
  }
  SECTION("a command, in a guard") {
    const auto f = apply("sickening");
    CHECK_THAT(f.err, contains("| the command fails: test ! -e /srv/health/ill"));
    CHECK(status_on(host, "test -e /srv/health/ill") == 1);
  }
}

TEST_CASE("ports and addresses are asked for on the host itself", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  on(host, R"sh(systemctl stop health-web 2>/dev/null
cat >/srv/health/web <<'END'
use IO::Socket::INET;
my $web = IO::Socket::INET->new(LocalPort => 8099, Listen => 5, ReuseAddr => 1) or die;
while (my $client = $web->accept) { readline $client; print $client "HTTP/1.0 200 OK\r\n\r\nwell\n"; close $client }
END
systemd-run -q --collect --unit health-web perl /srv/health/web
for i in $(seq 50); do grep -qi ':1FA3 00000000:0000 0A' /proc/net/tcp && exit; sleep 0.1; done; exit 1)sh");
  const finally clean([&] { on(host, "systemctl stop health-web || :"); });
  const auto f = apply("asking");
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK_THAT(f.err, contains("from http://127.0.0.1:8098/"));
  CHECK(f.err.find("8099") == std::string::npos);
  CHECK(f.err.find("port 22") == std::string::npos);
}
