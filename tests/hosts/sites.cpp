// A role for each row of a table.
#include "hosts/harness.hpp"

using namespace hosts_test;

TEST_CASE("virtual hosts out of a table, each with names of its own", "[testbed]") {
  const auto host = second_host();
  operator_of me("sites");
  me.machine("web-1.example.com", host);
  const auto f = me.apply({}, 300s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(outcome(f, "web-1.example.com", "api.example.com: Write its settings") == "changed");
  CHECK(on(host, "cat /etc/nginx/conf.d/api.conf") == "server { listen 8080; server_name api.example.com; root /srv/api; }");
  CHECK(on(host, "curl -s -o /dev/null -w '%{http_code}' -H 'Host: blog.example.com' http://localhost/ || true") != "000");
  CHECK(is_empty_plan(me.plan()));
}
