// What names, filters, policies and dependencies mean, on six machines in three enclaves.
#include "hosts/harness.hpp"

#include <algorithm>

using namespace hosts_test;

namespace {

constexpr auto* clean_up = "cd /srv && rm -f mark refuse keep zone known shelf start-box boxed greeting room";

struct six_machines {
  std::vector<std::string> hosts = six_hosts();
  operator_of me{"program_semantics"};

  six_machines() {
    for (const auto& host : hosts) on(host, clean_up);
    const char* const names[] = {"db", "replica", "cache", "page", "bench"};
    for (std::size_t i = 0; i != std::size(names); ++i) me.machine(names[i], hosts[i]);
    me.machine("room", hosts[4]);
    me.machine("s1", hosts[5]);
    node(R"({"zone": "a", "workers": 3})");
    me.write("blades", "echo '[]'");
    me.write("known.conf", "");
  }
  ~six_machines() {
    // where a host was kept from being taken back
    for (const auto& host : hosts) status_on(host, clean_up);
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
  t.me.environment["VAULT"] = "closed";
  CHECK(reason(t.me, "Machine:page") == "the policy of enclave front says no");
  CHECK(listed(t.me, {"page"}) == "Machine:page ");
  const auto told = t.me.run({"list", "-v", "node"});
  CHECK_THAT(told.all(), contains("data owner 'lab' (from enclave lab)"));
  CHECK_THAT(told.all(), contains("data zone 'a' (its own)"));
  CHECK_THAT(told.all(), contains("connection ssh as deploy, then sudo (from layout semantics)"));
}

TEST_CASE("a policy that throws leaves its machines alone, and what nobody is left of is no failure", "[testbed]") {
  six_machines t;
  t.me.environment["DAY"] = "broken";
  t.me.environment["VAULT"] = "sealed";
  t.me.environment["ASKED"] = t.me.file("asked");
  const auto f = t.me.apply();
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(read(t.me.file("asked")) == "Machine:page\nMachine:cache\n");  // once each
  CHECK(ending(f, "Machine:db") == "succeeded");
  CHECK(ending(f, "Machine:replica") == "succeeded");
  for (const auto* machine : {"cache", "page"}) {
    CHECK(text(result(f, machine), "result") == "ignored");
    CHECK(text(result(f, machine), "reason") == "the policy of enclave front failed: the vault is sealed");
  }
  CHECK(text(result(f, "bench"), "reason") == "the filter of enclave lab failed: no calendar");
  CHECK(t.mark(2) == "none");
  CHECK(t.mark(3) == "none");

  const auto nobody = t.me.apply({"--exclude", "tag:storage"});
  INFO(nobody.all());
  CHECK(nobody.status == 0);
  CHECK(text(result(nobody, "db"), "reason") == "exclude tag:storage");
  CHECK_THAT(nobody.err, contains("warning: nothing is selected, as policies and excludes leave it alone"));
  CHECK(text(summary(nobody), "result") == "succeeded");
  CHECK(t.me.apply({"db", "--exclude", "tag:storage"}).status == 2);
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
  const auto stays = t.me.run({"destroy", "--yes", "--json", "--exclude", "bench", "--exclude", "node", "--exclude",
                               "Container:*", "--exclude", "here", "--exclude", "room", "--exclude", "Shelf:*"});
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

TEST_CASE("machines from a command and from a configuration of ssh are machines like others", "[testbed]") {
  six_machines t;
  const auto blades = [&](const std::string& data) {
    t.me.write("blades", "cat <<'END'\n{\"machines\": [{\"name\": \"blade\", \"address\": \"" + address_of(t.hosts[4]) +
                             "\", \"tags\": [\"rack\"],\n  \"data\": " + data + "}]}\nEND\n");
  };
  blades(R"({"zone": "c", "workers": 8})");
  t.me.write("known.conf", "Host old\n  HostName " + address_of(t.hosts[5]) + "\n  Tag rack\nHost *\n  User deploy\n" +
                               "  IdentityFile ~/.ssh/id_ed25519\n  UserKnownHostsFile " + testbed_file("known_hosts") + "\n");
  // of the source that they depend on, none has been deployed
  CHECK(text(result(t.me.apply({"old"}), "old"), "reason") ==
        "depends on Machine:blade, which is not selected, and was never deployed");
  const auto done = t.me.apply({"tag:rack"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(on(t.hosts[4], "cat /srv/zone") == "c 8 everybody");
  CHECK(on(t.hosts[5], "cat /srv/known") == "known to ssh");
  CHECK(on(t.hosts[5], "date -r /srv/known +%s%N") > on(t.hosts[4], "date -r /srv/zone +%s%N"));
  CHECK(is_empty_plan(t.me.plan({"tag:rack"})));
  const auto told = t.me.run({"list", "-v", "old"});
  CHECK_THAT(told.all(), contains("also called tag:rack") && contains("depends on Machine:blade"));

  blades(R"({"zone": "d", "workers": 9})");
  CHECK(t.me.apply({"blade"}).status == 0);
  CHECK(on(t.hosts[4], "cat /srv/zone") == "d 9 everybody");
  // what is wrong in either is told before any host is asked, all at once
  blades(R"({"zone": "d", "workers": "many"})");
  t.me.write("known.conf", "Host old\n  Port none\nInclude more\n");
  const auto wrong = t.me.apply({"tag:rack"});
  INFO(wrong.all());
  CHECK(wrong.status == 2);
  for (const auto* fault :
       {"output of 'sh ./blades':2: 'workers' of 'blade' must be a number from 0 to 4294967295, and is the text",
        "known.conf:2: 'Port' of 'old' must be a number from 1 to 65535, and is the text 'none'",
        "known.conf:3: what 'include' means depends on where ssh runs", "no host was contacted"})
    CHECK_THAT(wrong.err, contains(fault));
  t.me.write("blades", "exit 3");
  t.me.write("known.conf", "");
  CHECK_THAT(t.me.plan().err, contains("no machines from the output of 'sh ./blades': it failed with exit status 3"));

  // they leave the layout with the last word of them
  t.me.write("blades", "echo '[]'");
  const auto pruned = t.me.apply({"--prune", "blade", "old"});
  INFO(pruned.all());
  CHECK(pruned.status == 0);
  CHECK(status_on(t.hosts[4], "test -e /srv/zone") != 0);
  CHECK(status_on(t.hosts[5], "test -e /srv/known") != 0);
}

TEST_CASE("the controller and a type of one's own are deployables", "[testbed]") {
  six_machines t;
  std::filesystem::remove_all("/tmp/slipway-semantics");
  std::filesystem::create_directories("/tmp/slipway-semantics");
  const finally clean([] { std::filesystem::remove_all("/tmp/slipway-semantics"); });
  const auto done = t.me.apply({"Controller:*"});
  INFO(done.all());
  CHECK(done.status == 0);
  CHECK(ending(done, "Controller:here") == "succeeded");
  CHECK(read("/tmp/slipway-semantics/here") == "here\n");

  // on a host that another machine has as well, by any of its names
  const auto too_early = t.me.apply({"top"});
  CHECK(ending(too_early, "Shelf:s1") == "dependency failed");
  const auto shelved = t.me.apply({"Row:l*", "tag:edge", "--with-dependencies"});
  INFO(shelved.all());
  REQUIRE(shelved.status == 0);
  CHECK(ending(shelved, "Shelf:s1") == "succeeded");
  CHECK(ending(shelved, "Machine:db") == "succeeded");
  CHECK(ending(shelved, "Machine:node") == "succeeded");
  CHECK(on(t.hosts[5], "cat /srv/shelf") == "first of everybody");
  CHECK(on(t.hosts[5], "cat /srv/zone") == "a 3 lab");
  CHECK(is_empty_plan(t.me.plan({"tag:wood"})));
  const auto destroyed = t.me.run({"destroy", "--yes", "--json", "Shelf:*"});
  CHECK(ending(destroyed, "Shelf:s1") == "succeeded");
  CHECK(on(t.hosts[5], "ls /srv/shelf /srv/zone 2>/dev/null || true") == "/srv/zone");
}

TEST_CASE("a container is started by its machine, and deployed through it in the same run", "[testbed]") {
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
  on(host,
     "tar -C /srv/root -c . | " + podman + "import -q - box >/dev/null; " + podman + "rm -f -t 0 box >/dev/null 2>&1; true");
  on(host, "echo hello >/srv/greeting");
  // in a unit of its own, as what a step leaves running ends with it
  on(host, "cat >/srv/start-box <<'END'\nsystemd-run --quiet --collect --unit=box " + podman +
               "run --cgroups=disabled --network=none --name box box sleep 100000\n"
               "for i in 1 2 3 4 5 6 7 8 9; do " +
               podman + "exec box true 2>/dev/null && break; sleep 0.5; done\nEND");
  const finally stop([&] { status_on(host, podman + "rm -f -t 0 box >/dev/null 2>&1; rm -rf /srv/root"); });

  CHECK(ending(t.me.apply({"box"}), "Container:box") == "dependency failed");
  const auto planned = t.me.plan({"box", "bench"});
  INFO(planned.all());
  CHECK(planned.status == 0);
  CHECK(ending(planned, "Container:box") == "ignored");
  CHECK_THAT(planned.err, contains("cannot be entered yet, and is planned once Machine:bench is deployed"));
  const auto done = t.me.apply({"box", "bench"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(ending(done, "Container:box") == "succeeded");
  CHECK(on(host, podman + "exec box cat /etc/motd") == "it's \"in\" the $box");
  CHECK(status_on(host, "test -e /etc/motd && grep -q 'the .box' /etc/motd") != 0);
  const auto again = t.me.plan({"box"});
  INFO(again.all());
  CHECK(is_empty_plan(again));

  on(host, podman + "stop -t 0 box >/dev/null 2>&1");
  const auto stopped = t.me.apply({"box"});
  INFO(stopped.all());
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.err, contains("the container cannot be entered: ") &&
                              contains("start it on Machine:bench: `sudo podman --storage-driver vfs --runtime crun start box`"));
  on(host, podman + "start box >/dev/null 2>&1");
  const auto gone = t.me.run({"destroy", "--yes", "--json", "box", "bench"});
  INFO(gone.all());
  CHECK(gone.status == 0);
  CHECK(ending(gone, "Container:box") == "succeeded");
  CHECK(status_on(host, podman + "exec box test -e /etc/motd") != 0);
  // what nobody can undo stays, and the plan says so
  CHECK_THAT(gone.err, contains("stays   Remove the greeting  (path:/srv/greeting) (cannot be undone: what a removed file held"));
  CHECK(status_on(host, "test -e /srv/boxed") == 0);  // of a command nobody knows what it has done
}

TEST_CASE("a container with systemd inside is entered by way of its machine's", "[testbed]") {
  six_machines t;
  const auto& host = t.hosts[4];
  on(host, "command -v machinectl >/dev/null || apt-get -qq install -y --no-install-recommends systemd-container >/dev/null");
  const finally stop([&] { status_on(host, "systemctl stop guest; umount /run/guest/root /run/guest; rmdir /run/guest"); });
  // the host's own system once more, above what it has
  on(host,
     "mkdir -p /run/guest && mount -t tmpfs tmpfs /run/guest && cd /run/guest && mkdir upper work root && mount -t overlay "
     "overlay -o lowerdir=/,upperdir=/run/guest/upper,workdir=/run/guest/work root && rm -f root/etc/machine-id");

  const auto absent = t.me.apply({"room", "guest"});
  INFO(absent.all());
  CHECK(ending(absent, "Machine:room") == "succeeded");
  CHECK(ending(absent, "Container:guest") == "failed");
  CHECK_THAT(absent.err, contains("start it on Machine:room: `sudo machinectl start guest`"));
  on(host,
     "systemd-run --quiet --collect --unit=guest systemd-nspawn --quiet --boot --directory=/run/guest/root --machine=guest "
     "--link-journal=no --private-network --console=passive; for i in $(seq 300); do systemd-run --quiet --pipe --wait "
     "--collect --machine=guest true 2>/dev/null && exit; sleep 0.1; done; exit 1");
  const auto done = t.me.apply({"guest"});
  INFO(done.all());
  REQUIRE(done.status == 0);
  CHECK(on(host, "cat /run/guest/root/srv/guest") == "$HOME is $$ not \"expanded\"");
  CHECK(status_on(host, "test -s /run/guest/root/srv/system && test ! -e /srv/guest") == 0);
  CHECK(is_empty_plan(t.me.plan({"guest"})));
  const auto gone = t.me.run({"destroy", "--yes", "--json", "guest", "room"});
  CHECK(gone.status == 0);
  CHECK(status_on(host, "test -e /run/guest/root/srv/guest") != 0);
}
