// What names, filters, policies and dependencies mean, on six machines in three enclaves.
#include "hosts/harness.hpp"

#include <algorithm>

using namespace hosts_test;

namespace {

struct six_machines {
  std::vector<std::string> hosts = six_hosts();
  operator_of me{"program_semantics"};

  six_machines() {
    for (const auto& host : hosts) on(host, "rm -f /srv/mark /srv/refuse /srv/keep /srv/zone");
    const char* const names[] = {"db", "replica", "cache", "page", "bench"};
    for (std::size_t i = 0; i != std::size(names); ++i) me.machine(names[i], hosts[i]);
    node(R"({"zone": "a", "workers": 3})");
  }
  ~six_machines() {
    // where a host was kept from being taken back
    for (const auto& host : hosts) status_on(host, "rm -f /srv/mark /srv/refuse /srv/keep /srv/zone");
  }

  /// The one machine that only its file knows.
  void node(const std::string& data, const std::string& more = "") const {
    me.write("nodes.json", "{\"machines\": [\n  {\"name\": \"node\", \"address\": \"" + address_of(hosts[5]) +
                               "\", \"user\": \"deploy\", \"tags\": [\"edge\"],\n   \"data\": " + data + "}" + more + "\n]}\n");
  }
  [[nodiscard]] std::string mark(std::size_t i) const { return on(hosts[i], "cat /srv/mark 2>/dev/null || echo none"); }
};

/// The names that a run would take, with the reason.
std::string listed(operator_of& me, words arguments, int status = 0) {
  arguments.insert(arguments.begin(), {"list", "--json"});
  const auto f = me.run(arguments);
  INFO(f.all());
  CHECK(f.status == status);
  std::string all;
  for (const auto& d : documents(f))
    if (d.at("selected").as_bool()) all += text(d, "name") + " ";
  return all;
}

std::string reason(operator_of& me, const std::string& name, words arguments = {}) {
  arguments.insert(arguments.begin(), {"list", "--json"});
  for (const auto& d : documents(me.run(arguments)))
    if (text(d, "name") == name) return text(d, "reason");
  return "not listed";
}

std::string ending(const finished& f, const std::string& full_name) {
  std::string last = "none";
  for (const auto& d : documents(f))
    if (d.contains("result") && d.contains("host") && text(d, "host") == full_name) last = text(d, "result");
  return last;
}

}  // namespace

TEST_CASE("names, patterns, filters and policies say which machines are taken", "[testbed]") {
  six_machines t;
  const std::string by_default = "Machine:page Machine:cache Machine:replica Machine:db ";
  CHECK(listed(t.me, {}) == by_default);
  CHECK(listed(t.me, {"tag:storage"}) == "Machine:replica Machine:db ");
  CHECK(listed(t.me, {"Service:s*"}) == "Machine:db ");
  CHECK(listed(t.me, {"fe80\\:\\:1"}) == "Machine:db ");
  CHECK(listed(t.me, {"Address:fe80::1"}) == "Machine:db ");
  CHECK(listed(t.me, {"top"}) == "Shelf:s1 ");
  CHECK(listed(t.me, {"tag:edge"}) == "Machine:node ");
  CHECK(listed(t.me, {"bench", "node"}) == "Machine:bench Machine:node ");  // an include overrides the policy
  CHECK(listed(t.me, {"*a*", "--exclude", "*e"}) == "Machine:replica ");    // an exclude wins over an include
  CHECK(listed(t.me, {"--exclude", "p*"}) == "Machine:cache Machine:replica Machine:db ");
  CHECK(listed(t.me, {"--select", "data"}) == "Machine:db ");
  CHECK(listed(t.me, {"page", "--with-dependencies"}) == by_default);
  CHECK(listed(t.me, {"page", "--with-dependencies", "--exclude", "db"}) == "Machine:page Machine:cache Machine:replica ");

  for (const auto* wrong : {"machine:db", "Mach*:db", "storage", "db-*"}) CHECK(t.me.run({"plan", wrong}).status == 2);
  CHECK_THAT(t.me.run({"plan", "chace"}).err, contains("did you mean 'cache'"));
  CHECK_THAT(t.me.run({"plan", "db\\"}).err, contains("is not a pattern"));

  CHECK(reason(t.me, "Machine:bench") == "not deployed unless it is named: auto_deploy of enclave lab");
  t.me.environment["DAY"] = "launch";
  CHECK(listed(t.me, {}) == "Machine:page Machine:cache Machine:replica Machine:db Machine:bench Machine:node ");
  CHECK(reason(t.me, "Machine:node") == "the filter of enclave lab says yes");
  t.me.environment["DAY"] = "freeze";
  CHECK(reason(t.me, "Machine:bench") == "the filter of enclave lab says no");
  CHECK(listed(t.me, {"bench"}) == "Machine:bench ");
  t.me.environment["DAY"] = "broken";
  CHECK(reason(t.me, "Machine:bench") == "the filter of enclave lab failed: no calendar");
  CHECK(listed(t.me, {}) == by_default);
  const auto told = t.me.run({"list", "-v", "node"});
  CHECK_THAT(told.all(), contains("data owner 'lab' (from enclave lab)"));
  CHECK_THAT(told.all(), contains("data zone 'a' (its own)"));
  CHECK_THAT(told.all(), contains("connection ssh as deploy, then sudo (from layout semantics)"));
}

TEST_CASE("a diamond is deployed in its order, and a failure in its middle leaves alone what depends on it", "[testbed]") {
  six_machines t;
  // what an excluded or unnamed dependency needs is not done behind the operator's back
  const auto alone = t.me.apply({"page"});
  INFO(alone.all());
  CHECK(alone.status == 1);
  CHECK(ending(alone, "Machine:page") == "dependency failed");
  CHECK(ending(t.me.apply({"page", "--with-dependencies", "--exclude", "cache"}), "Machine:page") == "dependency failed");
  CHECK(t.mark(3) == "none");

  on(t.hosts[1], "rm -f /srv/mark; touch /srv/refuse");
  const auto broken = t.me.apply();
  CHECK(broken.status == 1);
  CHECK(ending(broken, "Machine:db") == "succeeded");
  CHECK(ending(broken, "Machine:cache") == "succeeded");
  CHECK(ending(broken, "Machine:replica") == "failed");
  CHECK(ending(broken, "Machine:page") == "dependency failed");
  CHECK(ending(broken, "Machine:bench") == "ignored");
  CHECK(t.mark(3) == "none");

  on(t.hosts[1], "rm /srv/refuse");
  const auto whole = t.me.apply();
  INFO(whole.all());
  REQUIRE(whole.status == 0);
  CHECK(t.mark(0) < t.mark(1));
  CHECK(t.mark(0) < t.mark(2));
  CHECK(std::max(t.mark(1), t.mark(2)) < t.mark(3));
  CHECK(is_empty_plan(t.me.plan()));
  CHECK(t.me.apply({"page"}).status == 0);  // what it needs is deployed by now

  on(t.hosts[2], "touch /srv/keep");
  const auto stays = t.me.run({"destroy", "--yes", "--json", "--exclude", "bench", "--exclude", "node", "--exclude", "box",
                               "--exclude", "here", "--exclude", "Shelf:*"});
  INFO(stays.all());
  CHECK(stays.status == 1);
  CHECK(ending(stays, "Machine:page") == "succeeded");
  CHECK(ending(stays, "Machine:replica") == "succeeded");
  CHECK(ending(stays, "Machine:cache") == "failed");
  CHECK(ending(stays, "Machine:db") == "dependency failed");
  CHECK(t.mark(0) != "none");
  on(t.hosts[2], "rm /srv/keep");
  const auto gone = t.me.run({"destroy", "--yes", "--json", "db", "cache", "page"});
  INFO(gone.all());
  CHECK(gone.status == 0);
  CHECK(ending(gone, "Machine:page") == "not found");
  CHECK(t.mark(0) == "none");
}

TEST_CASE("machines from a file are checked before any host is asked, and are machines like others", "[testbed]") {
  six_machines t;
  t.node(R"({"zone": 7, "wokers": 3})", ",\n  {\"name\": \"db\", \"data\": {\"zone\": \"b\", \"workers\": -1}}");
  const auto wrong = t.me.plan({"node"});
  INFO(wrong.all());
  CHECK(wrong.status == 2);
  for (const auto* fault : {"nodes.json:3: 'zone' of 'node' must be a text, and is the number 7",
                            "nodes.json:3: the data of 'node' has no field 'wokers'; did you mean 'workers'?",
                            "nodes.json:3: the data of 'node' lacks 'workers', a number from 0 to 4294967295",
                            "nodes.json:4: 'workers' of 'db' must be a number from 0 to 4294967295, and is the number -1",
                            "nodes.json:4: 'Machine:db' is the name of another machine, too: see the program"})
    CHECK_THAT(wrong.err, contains(fault));

  t.node(R"({"zone": "a", "workers": 3, "spare": true})");
  const auto done = t.me.apply({"tag:edge"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(on(t.hosts[5], "cat /srv/zone") == "a 3 spare lab");
  t.node(R"({"zone": "b", "workers": 4})");
  CHECK(t.me.apply({"node"}).status == 0);
  CHECK(on(t.hosts[5], "cat /srv/zone") == "b 4 lab");
  CHECK(is_empty_plan(t.me.plan({"node"})));

  // a machine that leaves the file leaves the layout
  t.me.write("nodes.json", "[]");
  const auto left = t.me.plan();
  CHECK(ending(left, "Machine:node") == "orphan");
  const auto pruned = t.me.apply({"--prune", "node"});
  INFO(pruned.all());
  CHECK(pruned.status == 0);
  CHECK(status_on(t.hosts[5], "test -e /srv/zone") != 0);
}

TEST_CASE("the controller and a type of one's own are deployables", "[testbed]") {
  six_machines t;
  std::filesystem::remove_all("/tmp/slipway-semantics");
  std::filesystem::create_directories("/tmp/slipway-semantics");
  const finally clean([] { std::filesystem::remove_all("/tmp/slipway-semantics"); });
  const auto done = t.me.apply({"Controller:*", "top"});
  INFO(done.all());
  CHECK(done.status == 0);
  CHECK(ending(done, "Controller:here") == "succeeded");
  CHECK(ending(done, "Shelf:s1") == "succeeded");
  CHECK(read("/tmp/slipway-semantics/here") == "here\n");
  CHECK(read("/tmp/slipway-semantics/shelf") == "shelf\n");
}

TEST_CASE("a container is deployed through its machine", "[testbed]") {
  six_machines t;
  const auto& host = t.hosts[4];
  const std::string podman = "podman --storage-driver vfs --runtime crun ";
  on(host,
     "command -v podman >/dev/null || apt-get -qq install -y --no-install-recommends podman crun busybox-static >/dev/null");
  on(host,
     "rm -rf /srv/root; mkdir -p /srv/root/bin /srv/root/etc /srv/root/tmp /srv/root/var/lib /srv/root/run; cp "
     "$(command -v busybox || echo /root/deb/busybox) /srv/root/bin/busybox; chroot /srv/root /bin/busybox --install -s /bin");
  // a session over ssh may not make keyrings here
  on(host, "mkdir -p /etc/containers; printf '[containers]\\nkeyring = false\\n' >/etc/containers/containers.conf");
  // whoever asks podman first decides how it stores
  on(host,
     "rm -rf /var/lib/containers /run/libpod /run/containers; printf '[storage]\\ndriver = \"vfs\"\\nrunroot = "
     "\"/run/containers/storage\"\\ngraphroot = \"/var/lib/containers/storage\"\\n' >/etc/containers/storage.conf");
  on(host, "tar -C /srv/root -c . | " + podman + "import -q - box >/dev/null; " + podman + "rm -f -t 0 box >/dev/null 2>&1; " +
               podman + "run --cgroups=disabled --network=none -d --name box box sleep 100000 >/dev/null 2>&1");
  const finally stop([&] { status_on(host, podman + "rm -f -t 0 box >/dev/null 2>&1; rm -rf /srv/root"); });

  const auto too_early = t.me.apply({"box"});
  CHECK(ending(too_early, "Container:box") == "dependency failed");
  const auto done = t.me.apply({"box", "bench"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(on(host, podman + "exec box cat /etc/motd") == "it's \"in\" the $box");
  CHECK(status_on(host, "test -e /etc/motd && grep -q 'the .box' /etc/motd") != 0);
  const auto again = t.me.plan({"box"});
  INFO(again.all());
  CHECK(is_empty_plan(again));
  const auto gone = t.me.run({"destroy", "--yes", "--json", "box"});
  INFO(gone.all());
  CHECK(ending(gone, "Container:box") == "succeeded");
  CHECK(status_on(host, podman + "exec box test -e /etc/motd") != 0);
}
