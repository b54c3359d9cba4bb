// What a layout manages on hosts: recorded, taken back, left alone.
#include <csignal>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

constexpr auto* own = "/var/lib/slipway/manifests/";

void forget(const std::string& host) {
  on(host,
     "systemctl -q disable --now layouter 2>/dev/null; rm -f /etc/systemd/system/layouter.service; systemctl daemon-reload; "
     "userdel layouter 2>/dev/null; apt-get -qq purge tb-svc tb-hello >/dev/null 2>&1; "
     "rm -rf /srv/layout /srv/app /srv/leaves /srv/leaver /srv/extra /srv/was-there /srv/lines /srv/link /srv/done /srv/slow* "
     "/srv/watche* /srv/anchor /srv/kept /srv/modest /srv/care* /var/lib/slipway; true");
}

struct three_machines {
  operator_of me{"program_layout_one"};
  std::string one = first_host(), two = second_host(), three = third_host();

  three_machines() {
    for (const auto& host : {one, two, three}) forget(host);
    me.machine("base", one);
    me.machine("app", two);
    me.machine("leaver", three);
  }
  finished destroy(words more = {}) {
    more.insert(more.begin(), {"destroy", "--yes", "--json"});
    return me.run(more);
  }
};

/// The orphans of a machine that a plan lists, joined with ", ".
std::string orphans(const finished& f, const std::string& machine) {
  std::string all;
  for (const auto& d : documents(f))
    if (text(d, "host") == "Machine:" + machine && text(d, "result") == "orphan" && d.contains("key"))
      all += (all.empty() ? "" : ", ") + text(d, "key");
  return all;
}

std::string there(const std::string& host) {
  return on(host,
            "cd /srv; ls -d layout leaves extra was-there lines link done 2>/dev/null | tr '\\n' ' '; "
            "getent passwd layouter >/dev/null && echo user; systemctl -q is-active layouter && echo running; "
            "dpkg-query -W -f '${db:Status-Status}' tb-hello 2>/dev/null || true");
}

}  // namespace

TEST_CASE("destroyed: dependents first, operations in reverse, and what was there before stays", "[testbed]") {
  three_machines t;
  on(t.one, "echo there >/srv/was-there; echo theirs >/srv/lines");
  const auto made = t.me.apply({"base", "app"});
  INFO(made.all());
  REQUIRE(made.status == 0);
  CHECK(is_empty_plan(t.me.plan({"base", "app"})));
  CHECK(there(t.one) == "done extra layout leaves lines link was-there user\nrunning\ninstalled");

  // the middle of a chain fails: what it depends on stays
  on(t.two, "touch /srv/app/foreign");
  const auto failed = t.destroy({"base", "app"});
  CHECK(failed.status == 1);
  CHECK(text(result(failed, "app"), "result") == "failed");
  CHECK_THAT(failed.out, contains("what else is in /srv/app is not ours"));
  CHECK(text(result(failed, "base"), "result") == "dependency failed");
  CHECK_THAT(text(result(failed, "base"), "reason"), contains("stays, as Machine:app depends on it and was not destroyed"));
  CHECK(there(t.one) == "done extra layout leaves lines link was-there user\nrunning\ninstalled");

  // who depends on it keeps it, too, when it is not asked for
  const auto alone = t.destroy({"base"});
  CHECK(alone.status == 0);
  CHECK(text(result(alone, "base"), "result") == "ignored");
  CHECK_THAT(text(result(alone, "base"), "reason"), contains("Machine:app depends on it and stays"));

  on(t.two, "rm /srv/app/foreign");
  const auto f = t.destroy({"base", "--with-dependencies"});
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(text(result(f, "base"), "result") == "succeeded");
  CHECK(verdict(f, "base", "Have been there") == "skip");
  CHECK_THAT(f.err, contains("stays   Have been there  (path:/srv/was-there) (adopted: it was there before, and stays)"));
  CHECK(there(t.one) == "lines was-there ");
  CHECK(on(t.one, "cat /srv/lines") == "theirs");
  CHECK(on(t.one, "ls /var/lib/slipway/manifests /etc/systemd/system/layouter.service 2>/dev/null; true").find("layouter") ==
        std::string::npos);
  CHECK(status_on(t.two, "test -e /srv/app") == 1);

  const auto again = t.destroy({"base", "app"});
  CHECK(again.status == 0);
  for (const auto* machine : {"base", "app"}) CHECK(text(result(again, machine), "result") == "not found");
  CHECK(number(summary(again), "not_found") == 2);
}

TEST_CASE("a purge that takes along what the layout does not manage is refused", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"base"}).status == 0);
  on(t.one, "apt-get -qq install tb-svc >/dev/null 2>&1");
  const auto f = t.destroy({"base"});
  CHECK(f.status == 1);
  CHECK(outcome(f, "base", "Install tb-hello") == "failed");
  CHECK_THAT(f.out, contains("these would be removed too, and are not the layout's: tb-svc"));
  CHECK(on(t.one, "dpkg-query -W -f '${db:Status-Status} ' tb-hello tb-svc") == "installed installed ");
  on(t.one, "apt-get -qq purge tb-svc >/dev/null 2>&1");
  const auto rest = t.destroy({"base"});
  CHECK(rest.status == 0);
  CHECK(there(t.one) == "lines ");  // the file of a line that is gone is empty
}

TEST_CASE("orphans are listed, and pruned when that is asked for", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"base", "app", "leaver"}).status == 0);
  t.me.use("program_layout_two");

  const auto planned = t.me.plan({"base", "app", "leaver"});
  INFO(planned.all());
  CHECK(planned.status == 0);
  CHECK(orphans(planned, "base") == "path:/srv/leaves, path:/srv/extra");
  CHECK_THAT(planned.err, contains("orphan  path:/srv/leaves  (was: Write what leaves)"));
  CHECK(text(result(planned, "leaver"), "result") == "orphan");
  const auto applied = t.me.apply({"base", "app"});
  CHECK(applied.status == 0);
  CHECK(number(summary(applied), "orphan") == 2);
  CHECK_THAT(there(t.one), contains("extra layout leaves"));

  const auto pruned = t.me.apply({"--prune", "base", "app", "leaver"});
  INFO(pruned.all());
  CHECK(pruned.status == 0);
  CHECK_THAT(there(t.one), !contains("extra") && !contains("leaves") && contains("layout"));
  CHECK(text(result(pruned, "leaver"), "result") == "succeeded");
  CHECK(status_on(t.three, "test -e /srv/leaver") == 1);
  CHECK(number(summary(pruned), "orphan") == 0);
  t.me.without("leaver");
  const auto after = t.me.plan({"base", "app"});
  CHECK(is_empty_plan(after));
  CHECK(orphans(after, "base").empty());
  // it is not known any more
  CHECK(t.me.plan({"leaver"}).status == 2);
}

TEST_CASE("what its policies keep stays, as an orphan and when all else is destroyed, with a word to the operator", "[testbed]") {
  three_machines t;
  t.me.machine("careful", t.one);
  REQUIRE(t.me.apply({"careful"}).status == 0);
  t.me.use("program_layout_two");
  t.me.without("leaver");
  const auto pruned = t.me.apply({"--prune", "careful"});
  INFO(pruned.all());
  CHECK(pruned.status == 0);
  CHECK(orphans(pruned, "careful") == "path:/srv/careless");
  CHECK_THAT(pruned.err, contains("warning: Machine:careful keeps its orphans, as its orphan policy is warn"));
  const auto destroyed = t.destroy({"careful"});
  CHECK(destroyed.status == 0);
  CHECK(text(result(destroyed, "careful"), "result") == "ignored");
  CHECK_THAT(destroyed.err, contains("warning: Machine:careful stays, as its destroy policy is warn"));
  CHECK(on(t.one, "cat /srv/careful /srv/careless") == "careful\ncareless");
}

TEST_CASE("a plan is carried out by the program that made it, with what it takes back", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_layout_one");
  me.machine("base", host);
  const auto reviewed = me.file("reviewed");
  CHECK(me.plan({"base", "--out", reviewed}).status == 0);
  CHECK(me.apply({"base", "--plan", reviewed, "--prune"}).status == 2);
  CHECK(me.apply({"base", "--plan", reviewed}).status == 0);
  me.use("program_layout_two");
  const auto other = me.apply({"base", "--plan", reviewed});
  INFO(other.all());
  CHECK(other.status == 1);
  CHECK_THAT(other.err, contains("'Write what leaves' is not in the program any more") &&
                            contains("is not the reviewed one; nothing was changed"));

  CHECK(me.plan({"base", "--prune", "--out", reviewed}).status == 0);
  const auto pruned = me.apply({"base", "--plan", reviewed});
  INFO(pruned.all());
  CHECK(pruned.status == 0);
  CHECK_THAT(there(host), !contains("extra") && !contains("leaves") && contains("layout"));
  // what is gone, and forgotten, was to go
  CHECK(me.apply({"base", "--plan", reviewed}).status == 0);
}

TEST_CASE("destroy asks on a terminal, and no is an answer", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"leaver"}).status == 0);
  for (const auto& [answer, stays] : {std::pair("n\n", true), std::pair("yes\n", false)}) {
    auto asking = t.me.start({"destroy", "leaver"}, terminal::its_own);
    REQUIRE(asking.wrote("Write what nobody wants"));
    REQUIRE(asking.wrote("Carry this out?"));
    asking.type(answer);
    const auto f = asking.wait();
    INFO(f.all());
    CHECK(f.status == 0);
    CHECK(has(f.out, "nothing was done") == stays);
    CHECK((status_on(t.three, "test -e /srv/leaver") == 0) == stays);
  }
}

TEST_CASE("a machine that has left the layout and is gone for good can be forgotten", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"leaver"}).status == 0);
  t.me.use("program_layout_two");
  auto& gone = t.me.machine("leaver", t.three);
  gone["address"] = "127.0.0.1";
  gone["port"] = 1;
  const auto f = t.me.apply({"--prune", "leaver"});
  INFO(f.all());
  CHECK(f.status == 1);
  CHECK_THAT(f.err, contains("where it is gone for good, `forget Machine:leaver` takes it out of the record"));
  t.me.without("leaver");
  CHECK(t.me.run({"forget", "Machine:leaver"}).status == 0);
  CHECK(t.me.plan({"leaver"}).status == 2);
  CHECK(status_on(t.three, "test -e /srv/leaver") == 0);
}

TEST_CASE("a damaged record of the controller removes nothing", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"leaver"}).status == 0);
  t.me.use("program_layout_two");
  const auto record = read(t.me.file("state.json"));
  t.me.write("state.json", record.substr(0, record.size() / 2));
  const auto f = t.me.apply({"--prune", "base"});
  CHECK(f.status == 2);
  CHECK_THAT(f.err, contains("cannot be used") && contains("nothing was removed"));
  CHECK(status_on(t.three, "test -e /srv/leaver") == 0);
}

TEST_CASE("two layouts on one host keep apart, and what both claim fails before anything is changed", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"base"}).status == 0);
  operator_of other("program_layout_other");
  other.machine("greedy", t.one);
  other.machine("modest", t.one);
  const auto greedy = other.apply({"greedy"});
  CHECK(greedy.status == 1);
  CHECK_THAT(text(result(greedy, "greedy"), "reason"), contains("'path:/srv/layout/stays' is managed by the layout 'versions'") &&
                                                           contains("'other' wants to manage it, too"));
  const auto modest = other.apply({"modest"});
  CHECK(modest.status == 0);
  CHECK(is_empty_plan(t.me.plan({"base"})));
  CHECK(t.destroy({"base"}).status == 0);
  CHECK(on(t.one, "cat /srv/modest") == "mine");
  CHECK(is_empty_plan(other.plan({"modest"})));
}

TEST_CASE("a copied host is an error until it is adopted", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"leaver"}).status == 0);
  on(t.three, "cp /etc/machine-id /run/was; echo 0123456789abcdef0123456789abcdef >/etc/machine-id");
  const finally back([&] { on(t.three, "cat /run/was >/etc/machine-id"); });
  for (const auto& f : {t.me.plan({"leaver"}), t.me.apply({"leaver"}), t.destroy({"leaver"})}) {
    CHECK(f.status == 1);
    CHECK_THAT(text(result(f, "leaver"), "reason"), contains("is of another machine") && contains("is this host a copy"));
  }
  const auto adopted = t.me.run({"adopt", "leaver", "--json"});
  INFO(adopted.all());
  CHECK(adopted.status == 0);
  CHECK(is_empty_plan(t.me.plan({"leaver"})));
  // what was managed before is managed still
  CHECK(t.destroy({"leaver"}).status == 0);
  CHECK(status_on(t.three, "test -e /srv/leaver") == 1);
}

TEST_CASE("a lost manifest is written again, a damaged one is never guessed at", "[testbed]") {
  three_machines t;
  REQUIRE(t.me.apply({"leaver"}).status == 0);
  const auto manifest = own + on(t.three, std::string("ls ") + own);

  on(t.three, "rm " + manifest);
  CHECK(is_empty_plan(t.me.plan({"leaver"})));
  CHECK(status_on(t.three, "test -e " + manifest) == 1);  // a plan writes nothing
  const auto written = t.me.apply({"leaver"});
  CHECK(written.status == 0);
  CHECK(number(result(written, "leaver"), "changed") == 0);
  CHECK_THAT(on(t.three, "cat " + manifest), contains("adopted\tpath\tpath:/srv/leaver\t"));

  on(t.three, "cp " + manifest + " /run/manifest");
  for (const auto* damage : {": >", "echo x >>", "sed -i 2,3d", "sed -i s/adopted/managed/", "truncate -s -2"}) {
    INFO(damage);
    on(t.three, "cp /run/manifest " + manifest + "; " + damage + " " + manifest);
    const auto f = t.destroy({"leaver"});
    CHECK(f.status == 1);
    CHECK_THAT(text(result(f, "leaver"), "reason"), contains("is damaged"));
    CHECK_THAT(text(result(f, "leaver"), "remedy"), contains("adopt"));
    CHECK(status_on(t.three, "test -e /srv/leaver") == 0);
  }
  on(t.three, "sed 's/^slipway manifest 1/slipway manifest 2/' /run/manifest >" + manifest);
  const auto newer = t.me.apply({"leaver"});
  CHECK(newer.status == 1);
  CHECK_THAT(text(result(newer, "leaver"), "reason"), contains("newer version of Slipway (2)"));
  CHECK(t.me.run({"adopt", "leaver"}).status == 0);
  CHECK(is_empty_plan(t.me.plan({"leaver"})));
  CHECK(status_on(t.three, "test -e " + manifest + ".old") == 0);
}

TEST_CASE("an interrupted destroy goes on when it is run again", "[testbed]") {
  three_machines t;
  t.me.machine("slow", t.one);
  REQUIRE(t.me.apply({"slow"}).status == 0);
  auto running = t.me.start({"destroy", "--yes", "--json", "slow"});
  bool begun = false;
  for (int i = 0; i != 100 && !begun; ++i) begun = status_on(t.one, "sleep 0.1; test -e /srv/slow-undone") == 0;
  REQUIRE(begun);
  running.signal(SIGINT);
  const auto f = running.wait();
  INFO(f.all());
  CHECK(f.status == 4);
  CHECK(text(result(f, "slow"), "result") == "interrupted");
  CHECK(on(t.one, "ls -d /srv/slow /srv/slow-first 2>/dev/null || true") == "/srv/slow-first");

  const auto rest = t.destroy({"slow"});
  CHECK(rest.status == 0);
  CHECK(all_with(rest, "slow", "changed") == "Come first");
  CHECK(status_on(t.one, "test -e /srv/slow-first") == 1);
  CHECK(text(result(t.destroy({"slow"}), "slow"), "result") == "not found");
}

TEST_CASE("a dependency that is not selected must be deployed", "[testbed]") {
  three_machines t;
  const auto never = t.me.apply({"app"});
  CHECK(never.status == 1);
  CHECK_THAT(text(result(never, "app"), "reason"), contains("Machine:base, which is not selected, and was never deployed"));
  CHECK(status_on(t.two, "test -e /srv/app") == 1);

  REQUIRE(t.me.apply({"app", "--with-dependencies"}).status == 0);
  on(t.two, "rm /srv/app/file");
  on(t.one, "rm /srv/leaves");
  const auto drifted = t.me.apply({"app", "--strict-dependencies"});
  CHECK(drifted.status == 1);
  CHECK_THAT(text(result(drifted, "app"), "reason"), contains("has drifted"));
  const auto warned = t.me.apply({"app"});
  CHECK(warned.status == 0);
  CHECK_THAT(warned.err, contains("warning: Machine:base is not selected, others depend on it, and it has drifted"));
  CHECK(status_on(t.one, "test -e /srv/leaves") == 1);

  // its last deployment failed
  on(t.one, "mkdir /srv/leaves");
  CHECK(t.me.apply({"base"}).status == 1);
  on(t.one, "rmdir /srv/leaves; rm /srv/link; mkdir /srv/link");
  CHECK(t.me.apply({"base"}).status == 1);
  on(t.one, "rmdir /srv/link");
}

TEST_CASE("what is readonly is only ever checked", "[testbed]") {
  three_machines t;
  t.me.machine("watched", t.one);
  t.me.machine("watcher", t.two);
  const auto missing = t.me.apply({"watched", "watcher"});
  CHECK(missing.status == 1);
  CHECK_THAT(text(result(missing, "watched"), "reason"), contains("readonly"));
  CHECK(text(result(missing, "watcher"), "result") == "dependency failed");
  CHECK(text(result(t.me.apply({"watcher"}), "watcher"), "result") == "dependency failed");
  CHECK(status_on(t.one, "test -e /srv/watched") == 1);
  on(t.one, "echo watched >/srv/watched");
  CHECK(t.me.apply({"watcher"}).status == 0);
  CHECK(t.me.apply({"watched"}).status == 0);
  CHECK(status_on(t.one, "test -e /var/lib/slipway/manifests") == 1);
  CHECK(text(result(t.destroy({"watched", "watcher"}), "watched"), "result") == "ignored");
}

TEST_CASE("what is retained keeps what it depends on", "[testbed]") {
  three_machines t;
  t.me.machine("anchor", t.one);
  t.me.machine("kept", t.two);
  REQUIRE(t.me.apply({"anchor", "kept"}).status == 0);
  const auto f = t.destroy({"anchor", "kept"});
  CHECK(f.status == 0);
  CHECK(text(result(f, "kept"), "reason") == "its destroy policy is retain");
  CHECK_THAT(text(result(f, "anchor"), "reason"), contains("Machine:kept depends on it and stays"));
  CHECK(status_on(t.one, "test -e /srv/anchor") == 0);
}

TEST_CASE("the example of enclaves: deployed where its policies say, destroyed but for what they keep", "[testbed]") {
  const std::string hosts[] = {first_host(), second_host(), third_host()};
  operator_of me("layout");
  me.machine("db-1.example.com", hosts[0], "root");
  me.machine("web-1.example.com", hosts[1], "root");
  me.machine("test-1.staging.example.com", hosts[2], "root");
  for (const auto& host : hosts) on(host, "rm -rf /var/lib/slipway; touch /etc/motd; cp -n /etc/motd /run/motd");
  const finally back([&] {
    for (const auto& host : hosts) on(host, "cat /run/motd >/etc/motd");
  });
  const auto motd = [&](const std::string& host) { return on(host, "cat /etc/motd 2>/dev/null || true"); };

  const auto listed = me.run({"list", "--json", "--select", "public"});
  CHECK_THAT(listed.out, contains(R"("name":"Machine:web-1.example.com","selected":true,"reason":"include *.example.com")"));
  CHECK_THAT(listed.out, contains(R"("name":"Machine:db-1.example.com","selected":false,"reason":"exclude db-*")"));
  CHECK_THAT(listed.out,
             contains(R"("name":"Machine:test-1.staging.example.com","selected":false,"reason":"exclude *.staging.*")"));
  const auto nothing = me.apply();
  CHECK(nothing.status == 0);
  CHECK_THAT(nothing.err, contains("warning: nothing is selected, as policies leave it alone"));
  CHECK(number(summary(nothing), "ignored") == 3);

  me.environment["SITE_STAGING_TOKEN"] = "t";
  const auto staging = me.apply();
  CHECK(staging.status == 0);
  CHECK(motd(hosts[2]) == "managed by slipway");
  CHECK(motd(hosts[0]) != "managed by slipway");
  const auto all = me.apply({"--select", "databases", "--include", "web-*", "--include", "test-*"});
  INFO(all.all());
  CHECK(all.status == 0);
  CHECK(number(summary(all), "succeeded") == 3);
  for (const auto& host : hosts) CHECK(motd(host) == "managed by slipway");

  const auto destroyed = me.run({"destroy", "--yes", "--json"});
  INFO(destroyed.all());
  CHECK(destroyed.status == 0);
  CHECK(text(result(destroyed, "db-1.example.com"), "reason") == "its destroy policy is retain");
  CHECK(text(result(destroyed, "web-1.example.com"), "result") == "ignored");
  CHECK(text(result(destroyed, "test-1.staging.example.com"), "result") == "succeeded");
  CHECK(motd(hosts[0]) == "managed by slipway");
  CHECK(motd(hosts[2]).empty());
}
