// Secrets on real hosts: they arrive as they are, and nothing on either side says what they are.
#include <sys/stat.h>

#include <slipway/core/base64.hpp>
#include <slipway/core/sha256.hpp>
#include <filesystem>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

constexpr std::string_view marker = "Marker'7e1f\"$x\\ ";

/// All that looks for it says it in another way.
const std::string pattern = "'Marker.7[e]1f'";

std::string signing_key() {
  std::string bytes;
  for (int i = 0; i != 70'000; ++i) bytes += static_cast<char>(i * 31 % 256);
  return bytes + std::string(marker);
}

void forget(const std::string& host) {
  on(host, "rm -rf /srv/secrets /var/lib/slipway/* /home/deploy/.local/state/slipway; mkdir /srv/secrets; touch /srv/secrets/go");
}

void write_secrets(const operator_of& me) {
  std::filesystem::create_directories(me.file("secrets/signing"));
  me.write("secrets/db_password", std::string(marker) + "\n");
  me.write("secrets/signing/key", signing_key());
}

/// Arguments, environments and files that are open and have no name any more, of every process.
const std::string of_processes = "grep -lsaE " + pattern +
                                 " /proc/[0-9]*/cmdline /proc/[0-9]*/environ;"
                                 "find /proc/[0-9]*/fd -lname '*(deleted)' 2>/dev/null | while read -r f; do "
                                 "if [ -f \"$f\" ]; then grep -lsaE " +
                                 pattern + " \"$f\"; fi; done;";

/// Where on the host it is found, apart from the files that are to hold it.
std::string traces_on(const std::string& host) {
  return on(host, "grep -rlsaE " + pattern +
                      " /var/lib/slipway /run /dev/shm /tmp /var/tmp /var/log /home /root /etc /srv --exclude-dir=udev | "
                      "grep -vx -e /srv/secrets/app.conf -e /srv/secrets/key;" +
                      of_processes + "journalctl --no-pager -q 2>/dev/null | grep -aE " + pattern + " | head -n 3; true");
}

/// The same of this machine's processes and of the operator's folder.
std::string traces_here(const operator_of& me) {
  return run({"/bin/sh", "-c",
              "grep -rlsaE " + pattern + " '" + me.file(".") + "' --exclude-dir=secrets;" + of_processes + "true"})
      .out;
}

bool is_known(const finished& f) { return has(f.all(), "7e1f"); }

void has_arrived(const std::string& host) {
  const auto name = on(host, "hostname");
  CHECK(on(host, "cat /srv/secrets/app.conf; echo .") == "host = " + name + "\npassword = " + std::string(marker) + "\n.");
  CHECK(slipway::base64_decode(on(host, "base64 /srv/secrets/key")) == signing_key());
  CHECK(on(host, "stat -c '%a %U' /srv/secrets/app.conf /srv/secrets/key") == "600 root\n640 root");
}

}  // namespace

TEST_CASE("secrets: arrive as they are, and nothing of them is left or shown on either side", "[testbed]") {
  const auto* const user = GENERATE("root", "deploy");
  const auto host = first_host();
  forget(host);
  operator_of me("program_secrets");
  write_secrets(me);
  me.machine("files", host, user);
  INFO("as " << user);

  const auto shown = me.run({"plan", "files", "--diff", "--script", "-v"});
  CHECK(shown.status == 0);
  CHECK(!is_known(shown));
  CHECK_THAT(shown.all(), contains("+password = <secret>"));
  CHECK_THAT(shown.all(), contains("(absent -> file mode=0600 secret=ok)"));
  const auto kept = me.run({"plan", "files", "--out", me.file("reviewed")});
  CHECK(kept.status == 0);
  // nor can anybody try out what it may be
  const auto file = read(me.file("reviewed"));
  CHECK_THAT(file, contains("\"operation\":\"Write the key\"") && contains("secret=ok") && !contains("7e1f"));
  const auto rendered = "host = " + on(host, "hostname") + "\npassword = " + std::string(marker) + "\n";
  for (const auto& secret : {std::string(marker), rendered, signing_key()}) CHECK_THAT(file, !contains(slipway::sha256(secret)));

  on(host, "rm /srv/secrets/go");
  auto applying = me.start({"apply", "files", "--yes", "--json", "--plan", me.file("reviewed")});
  REQUIRE(eventually(host, "test -e /srv/secrets/begun", 20s));
  // only what the run still needs is on the host, and only in memory
  const auto meanwhile = traces_on(host);
  INFO(meanwhile);
  CHECK(meanwhile.starts_with("/run/slipway/"));
  CHECK(meanwhile.find('\n') == std::string::npos);
  CHECK(on(host, "stat -c '%a %U %F' /run/slipway /run/slipway/*") == "700 root directory\n600 root regular file");
  CHECK(on(host, "stat -f -c %T /run/slipway") == "tmpfs");
  CHECK(traces_here(me).empty());
  {
    // the search itself: one that is shown is found
    const process shown_to_all({"/bin/sleep", "60"}, {{"SHOWN", std::string(marker)}}, "/", terminal::none);
    CHECK_THAT(traces_here(me), contains("/environ"));
  }
  const auto controller = "/proc/" + std::to_string(applying.id());
  CHECK(read(controller + "/limits").find("Max core file size        0                    0") != std::string::npos);
  struct stat owner {};
  REQUIRE(stat((controller + "/environ").c_str(), &owner) == 0);
  CHECK(owner.st_uid == 0);  // of a process that leaves no dump
  on(host, "touch /srv/secrets/go");
  const auto f = applying.wait();
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(!is_known(f));
  has_arrived(host);
  CHECK(traces_on(host).empty());
  CHECK(traces_here(me).empty());
  CHECK(on(host, "ls -A /run/slipway").empty());
  CHECK(is_empty_plan(me.plan({"files"})));

  me.write("secrets/db_password", std::string(marker) + "2");
  const auto changed = me.run({"plan", "files", "--diff"});
  CHECK(!is_known(changed));
  CHECK_THAT(changed.all(), contains("(file mode=0600 secret=other -> file mode=0600 secret=ok)"));
  CHECK_THAT(changed.all(), contains("| <secret changed>"));
}

TEST_CASE("secrets: from each source, and all that are missing in one message", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_secrets");
  me.machine("files", host);
  me.machine("environment", host);
  me.machine("command", host);
  me.machine("prompt", host);

  const auto missing = me.run({"apply", "--yes", "files", "environment", "command", "prompt"});
  CHECK(missing.status == 2);
  CHECK_THAT(missing.err, contains("the secret 'db_password' of Machine:environment: there is no variable APP_DB_PASSWORD"));
  CHECK_THAT(missing.err, contains("the secret 'signing/key' of Machine:environment: there is no variable APP_SIGNING_KEY"));
  CHECK_THAT(missing.err,
             contains("the secret 'db_password' of Machine:files: the file '" + me.file("secrets/db_password") + "'"));
  CHECK_THAT(missing.err, contains("the secret 'signing/key' of Machine:command: the command `cat"));
  CHECK_THAT(missing.err, contains("exit status 1"));
  CHECK(status_on(host, "test -e /var/lib/slipway/runs") != 0);

  SECTION("the environment") {
    me.environment["APP_DB_PASSWORD"] = marker;
    me.environment["APP_SIGNING_KEY"] = "a key";
    const auto f = me.apply({"environment"});
    INFO(f.all());
    CHECK(f.status == 0);
    CHECK(!is_known(f));
    CHECK_THAT(on(host, "cat /srv/secrets/app.conf"), contains("password = " + std::string(marker)));
    // whoever has the secret of a policy is deployed by default
    CHECK_THAT(me.run({"list"}).out, contains("* Machine:environment"));
  }
  SECTION("a command") {
    write_secrets(me);
    const auto f = me.apply({"command"});
    INFO(f.all());
    CHECK(f.status == 0);
    has_arrived(host);
  }
  SECTION("a prompt, which asks once for each and shows nothing") {
    auto asked = me.start({"apply", "prompt", "--yes"}, terminal::its_own);
    REQUIRE(asked.wrote("The secret 'db_password' of Machine:prompt: "));
    asked.type(std::string(marker) + "\n");
    REQUIRE(asked.wrote("The secret 'signing/key' of Machine:prompt: "));
    asked.type("a key\n");
    const auto f = asked.wait();
    INFO(f.all());
    CHECK(f.status == 0);
    CHECK(!is_known(f));
    CHECK(on(host, "cat /srv/secrets/key") == "a key");
  }
}

TEST_CASE("secrets: of a run that was killed nothing stays after the next contact", "[testbed]") {
  const auto host = first_host();
  forget(host);
  operator_of me("program_secrets");
  write_secrets(me);
  me.machine("files", host);
  on(host, "rm /srv/secrets/go");
  auto applying = me.start({"apply", "files", "--yes"});
  REQUIRE(eventually(host, "test -e /srv/secrets/begun", 20s));
  on(host, "systemctl kill --signal=KILL 'slipway-run-*'");
  applying.signal(9);
  REQUIRE(on(host, "ls /run/slipway | wc -l") == "1");
  on(host, "touch /srv/secrets/go /srv/secrets/broken");
  CHECK(me.plan({"files"}).status == 0);
  CHECK(on(host, "ls -A /run/slipway").empty());

  // nor does a step that fails say anything
  const auto f = me.apply({"files"});
  INFO(f.all());
  CHECK(f.status == 1);
  CHECK(!is_known(f));
  CHECK(traces_on(host).empty());
}

TEST_CASE("secrets: without root they wait in memory of the user's own", "[testbed]") {
  const auto host = first_host();
  forget(host);
  on(host, "rm -f /home/deploy/secret /home/deploy/where");
  operator_of me("program_secrets");
  write_secrets(me);
  me.machine("alone", host);
  const auto f = me.apply({"alone"});
  INFO(f.all());
  CHECK(f.status == 0);
  CHECK(slipway::base64_decode(on(host, "base64 /home/deploy/secret")) == signing_key());
  CHECK_THAT(on(host, "cat /home/deploy/where"), contains("-rw------- 1 deploy "));
  CHECK(status_on(host, "ls -d /run/user/*/slipway/* /dev/shm/slipway-*/*") != 0);
  on(host, "rm /home/deploy/secret");
  CHECK(traces_on(host).empty());
}
