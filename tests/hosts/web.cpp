// examples/web.cpp on two hosts, as it stands.
#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

constexpr auto web_1 = "web-1.example.com";
constexpr auto web_2 = "web-2.example.com";

// past the shell's own network and without curl, which the hosts do not have
std::string page(const std::string& host, const std::string& name) {
  const auto f = run({"/usr/bin/python3", "-c",
                      "import sys, urllib.request, urllib.error\n"
                      "request = urllib.request.Request('http://' + sys.argv[1] + '/', headers={'Host': sys.argv[2]})\n"
                      "try: answer = urllib.request.urlopen(request, timeout=5)\n"
                      "except urllib.error.HTTPError as e: answer = e\n"
                      "print(answer.status, answer.headers['Server'])",
                      address_of(host), name});
  INFO(f.err);
  REQUIRE(f.status == 0);
  return f.out;
}

std::string reloads(const std::string& host) {
  return on(host, "journalctl --no-pager -o cat -u nginx | grep -c '^Reloaded' || true");
}

}  // namespace

TEST_CASE("the web tier: planned, deployed, in order, repaired", "[testbed]") {
  const auto one = first_host(), two = second_host();
  testbed({"reset", one});
  testbed({"reset", two});
  operator_of me("web");
  me.machine(web_1, one);
  me.machine(web_2, two);

  const auto plan = me.plan();
  INFO(plan.out << plan.err);
  REQUIRE(plan.status == 0);
  for (const auto* machine : {web_1, web_2}) {
    CHECK(verdict(plan, machine, "Install nginx") == "change");
    CHECK(before(plan, machine, "Install nginx") == "absent");
    CHECK(verdict(plan, machine, "Remove the default site") == "maybe");
    CHECK(after(plan, machine, "Remove the default site") == "Install nginx");
    CHECK(verdict(plan, machine, "Reload nginx") == "maybe");
  }
  CHECK(me.plan({"--detailed-exitcode"}).status == 3);
  CHECK(status_on(one, "test -e /var/lib/slipway || dpkg -s nginx 2>/dev/null") == 1);

  const auto first = me.apply();
  INFO(first.out << first.err);
  REQUIRE(first.status == 0);
  CHECK(number(summary(first), "succeeded") == 2);
  for (const auto* machine : {web_1, web_2}) {
    CHECK(outcome(first, machine, "Install nginx") == "changed");
    CHECK(outcome(first, machine, "Remove the default site") == "changed");
    CHECK(outcome(first, machine, "Write the site") == "changed");
    CHECK(outcome(first, machine, "Reload nginx") == "changed");
    CHECK(text(result(first, machine), "result") == "succeeded");
    CHECK(number(result(first, machine), "round_trips") == 2);
  }
  for (const auto& [host, workers] : {std::pair(one, "2"), std::pair(two, "4")}) {
    CHECK_THAT(on(host, "dpkg -s nginx"), contains("Status: install ok installed"));
    CHECK(status_on(host, "test -e /etc/nginx/sites-enabled/default -o -L /etc/nginx/sites-enabled/default") == 1);
    CHECK(on(host, "stat -c '%a %U %G' /etc/nginx/conf.d/site.conf") == "644 root root");
    CHECK(on(host, "cat /etc/nginx/conf.d/site.conf") ==
          "# " + std::string(workers) + " workers\nserver {\n  listen 80;\n  server_name www.example.com;\n}");
    CHECK(on(host, "systemctl is-active nginx; systemctl is-enabled nginx") == "active\nenabled");
    CHECK_THAT(page(host, "www.example.com"), contains("nginx"));
    CHECK(reloads(host) == "1");
  }

  const auto second = me.plan();
  INFO(second.out << second.err);
  CHECK(is_empty_plan(second));
  CHECK(me.plan({"--detailed-exitcode"}).status == 0);
  const auto converged = me.apply();
  for (const auto* machine : {web_1, web_2}) CHECK(number(result(converged, machine), "round_trips") == 1);

  // one thing is changed by hand, on one host
  on(one, "echo '# by hand' >>/etc/nginx/conf.d/site.conf");
  const auto drift = me.plan({"--diff"});
  CHECK(verdict(drift, web_1, "Write the site") == "change");
  CHECK_THAT(drift.err, contains("| -# by hand"));
  const auto repaired = me.apply();
  INFO(repaired.out << repaired.err);
  CHECK(repaired.status == 0);
  CHECK(all_with(repaired, web_1, "changed") == "Write the site, Reload nginx");
  CHECK(all_with(repaired, web_2, "changed").empty());
  CHECK(number(result(repaired, web_2), "round_trips") == 1);
  CHECK(status_on(one, "grep -q 'by hand' /etc/nginx/conf.d/site.conf") == 1);
  CHECK(reloads(one) == "2");
  CHECK(reloads(two) == "1");

  // what stands between the change and its reload fails: the reload comes with the next run, once
  on(two,
     "rm /etc/nginx/conf.d/site.conf; systemctl stop nginx; mkdir /etc/systemd/system/nginx.service.d; "
     "printf '[Service]\\nExecStartPre=/bin/false\\n' >/etc/systemd/system/nginx.service.d/broken.conf; "
     "systemctl daemon-reload");
  const auto broken = me.apply({web_2});
  INFO(broken.out << broken.err);
  CHECK(broken.status == 1);
  CHECK(outcome(broken, web_2, "Write the site") == "changed");
  CHECK(outcome(broken, web_2, "Run nginx") == "failed");
  CHECK(outcome(broken, web_2, "Reload nginx") == "not reached");
  on(two, "rm -r /etc/systemd/system/nginx.service.d; systemctl daemon-reload; systemctl reset-failed nginx");
  const auto next = me.apply({web_2});
  INFO(next.out << next.err);
  CHECK(next.status == 0);
  CHECK(outcome(next, web_2, "Write the site") == "kept");
  CHECK(outcome(next, web_2, "Reload nginx") == "changed");
  CHECK(reloads(two) == "2");
  CHECK(is_empty_plan(me.plan()));
}
