// Flakes on hosts with nix: built there, tested, and made to last only then. The flakes need nothing but /bin/sh.
#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

constexpr std::string_view flake_nix = R"nix({
  outputs = { self }:
    let
      built = name: derivation {
        inherit name;
        system = "x86_64-linux";
        builder = "/bin/sh";
        PATH = "/usr/bin:/bin";
        programs = ./programs;
        args = [ "-c" "mkdir $out && cp -r $programs $out/bin && chmod -R u+w $out && cp ${./version} $out/version" ];
      };
      system = name: { config.system.build.toplevel = built name; };
    in {
      nixosConfigurations."web.server" = system "web";
      nixosConfigurations.HOST = system "own";
      packages.x86_64-linux.web = built "application";
    };
}
)nix";

// on a host that is not NixOS it is the tests' switch that makes the running system known
constexpr std::string_view switch_script = R"sh(#!/bin/sh
out=${0%/bin/*}
read -r version <$out/version
echo "$1 $version" >>/srv/nix/log
if [ "$1" = test ]; then ln -sfn "$out" /run/current-system; fi
case $version in bad-$1) echo "switch: no $1 today"; exit 4 ;; esac
)sh";

constexpr std::string_view self_test =
    "#!/bin/sh\nread -r version <$1/version\necho \"self-test $version\" >>/srv/nix/log\n"
    "if [ $version = untested ]; then echo 'self-test: the page is empty'; exit 1; fi\n";

constexpr std::string_view profile_script =
    "#!/bin/sh\nread -r version <${0%/bin/*}/version\necho \"go $version\" >>/srv/nix/log\n[ $version != stuck ]\n";

/// Nix from the hosts' own repository, without a previous deployment.
void prepare(const std::string& host) {
  on(host,
     "exec >/dev/null; rm -rf /srv/nix /run/current-system /nix/var/nix/profiles/s* /var/lib/slipway/manifests && mkdir -p /srv/nix /etc/nix && "
     "printf 'build-users-group =\\nsandbox = false\\nsubstituters =\\n' >/etc/nix/nix.conf; "
     "if ! command -v nix; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "
     "nix-bin; fi");
}

void write_version(const operator_of& me, const std::string& version) { me.write("flake/version", version + "\n"); }

void write_flake(const operator_of& me, const std::string& version, const std::string& host = first_host()) {
  auto text = std::string(flake_nix);
  text.replace(text.find("HOST"), 4, host);
  std::filesystem::create_directories(me.file("flake/programs"));
  me.write("flake/flake.nix", text);
  for (const auto& [name, script] : {std::pair("switch-to-configuration", switch_script), std::pair("self-test", self_test),
                                     std::pair("go", profile_script)}) {
    const auto path = me.write("flake/programs/" + std::string(name), script);
    std::filesystem::permissions(path, std::filesystem::perms::owner_exec, std::filesystem::perm_options::add);
  }
  write_version(me, version);
}

std::string log_of(const std::string& host) { return on(host, "tr '\\n' ',' </srv/nix/log; rm -f /srv/nix/log"); }
std::string at_boot(const std::string& host) { return on(host, "cat /nix/var/nix/profiles/system/version"); }
std::string running(const std::string& host) { return on(host, "cat /run/current-system/version"); }
std::string left_behind(const std::string& host) {
  return on(host,
            "ls -d /var/lib/slipway/runs/*/flake.* /var/lib/slipway/runs/*/nix.* /var/lib/slipway/lock 2>/dev/null; exit 0");
}

}  // namespace

TEST_CASE("a system of a flake is built on its host, tested, and made to last, a second plan is empty", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_flakes");
  me.machine("tested", host, "root");
  write_flake(me, "one");
  const auto first = me.plan({"tested"});
  INFO(first.out << first.err);
  CHECK(before(first, "tested", "Switch the system") == "absent");
  const auto applied = me.apply({"tested"});
  INFO(applied.out << applied.err);
  REQUIRE(applied.status == 0);
  CHECK(log_of(host) == "self-test one,test one,boot one,");
  CHECK(at_boot(host) == "one");
  CHECK(is_empty_plan(me.plan({"tested"})));

  write_version(me, "two");
  const auto changed = me.plan({"tested"});
  CHECK(verdict(changed, "tested", "Switch the system") == "change");
  CHECK_THAT(before(changed, "tested", "Switch the system"), contains("flake "));
  CHECK(me.apply({"tested"}).status == 0);
  CHECK(log_of(host) == "self-test two,test two,boot two,");
  CHECK(on(host, "ls -d /nix/var/nix/profiles/system-*-link | wc -l") == "2");

  // what was changed by hand is seen
  on(host, "nix-env -p /nix/var/nix/profiles/system --rollback 2>/dev/null");
  CHECK_THAT(before(me.plan({"tested"}), "tested", "Switch the system"), contains("not of Slipway: /nix/store/"));
  CHECK(me.apply({"tested"}).status == 0);
  on(host, "ln -sfn \"$(readlink -f /nix/var/nix/profiles/system-1-link)\" /run/current-system");
  CHECK_THAT(before(me.plan({"tested"}), "tested", "Switch the system"), contains("not running: /nix/store/"));
  CHECK(left_behind(host).empty());
}

TEST_CASE("whatever fails before a system is made to last leaves the next boot as it was", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_flakes");
  me.machine("tested", host, "root");
  write_flake(me, "good");
  REQUIRE(me.apply({"tested"}).status == 0);
  const auto old = on(host, "readlink -f /run/current-system");
  (void)log_of(host);
  const auto fails = [&](const std::string& says, const std::string& way_out) {
    const auto f = me.apply({"tested"});
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK(outcome(f, "tested", "Switch the system") == "failed");
    CHECK_THAT(f.err, contains(says));
    CHECK_THAT(f.err, contains(way_out));
    CHECK(at_boot(host) == "good");
    CHECK(left_behind(host).find("lock") == std::string::npos);
  };

  me.write("flake/programs/extra.nix", "");
  me.write("flake/flake.nix", "{ outputs = { self }: { nixosConfigurations.other = 1; }; }");
  fails("building web.server failed", "nothing was activated, and the next boot is as before");
  CHECK(running(host) == "good");
  write_flake(me, "untested");
  fails("self-test: the page is empty", "nothing was activated, and the next boot is as before");
  CHECK(running(host) == "good");
  CHECK(log_of(host) == "self-test untested,");
  write_version(me, "bad-test");
  fails("switch: no test today", "to go back now: " + old + "/bin/switch-to-configuration test");
  CHECK(log_of(host) == "self-test bad-test,test bad-test,");
  on(host, old + "/bin/switch-to-configuration test");
  CHECK(running(host) == "good");
  write_version(me, "bad-boot");
  fails("it runs, and the next boot is as before", "to go back now: " + old + "/bin/switch-to-configuration");
  CHECK_THAT(log_of(host), contains("test bad-boot,boot bad-boot,boot good,"));

  // one that makes the host ill is not made to last
  write_flake(me, "sickening");
  auto ill = std::string(switch_script);
  me.write("flake/programs/switch-to-configuration", ill + "if [ $1 = test ]; then touch /srv/nix/ill; fi\n");
  fails("the host is not well after activating", "to go back now: ");
  CHECK_THAT(log_of(host), contains("test sickening,"));
}

TEST_CASE("in a guard a system that fails is switched back, one that is confirmed is made to last after that", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_flakes");
  me.machine("bare", host, "root");
  me.machine("guarded", host, "root");
  write_flake(me, "old");
  const auto first = me.apply({"bare"});
  INFO(first.out << first.err);
  REQUIRE(first.status == 0);
  on(host, "rm -f /srv/nix/log; touch /srv/nix/refused; rm -rf /var/lib/slipway/manifests");
  write_version(me, "new");
  const auto refused = me.apply({"guarded"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK(log_of(host) == "test new,test old,");
  CHECK(running(host) == "old");
  CHECK(at_boot(host) == "old");
  CHECK_THAT(refused.err, contains("rolled back"));
  write_version(me, "bad-test");
  const auto failed = me.apply({"guarded"});
  CHECK(failed.status == 1);
  CHECK_THAT(failed.err, contains("the guard switches back to what ran before"));
  CHECK(log_of(host) == "test bad-test,test old,");
  CHECK(running(host) == "old");

  on(host, "rm /srv/nix/refused");
  write_version(me, "new");
  const auto confirmed = me.apply({"guarded"});
  INFO(confirmed.out << confirmed.err);
  CHECK(confirmed.status == 0);
  CHECK(log_of(host) == "test new,boot new,");
  CHECK(at_boot(host) == "new");
  CHECK(is_empty_plan(me.plan({"guarded"})));
  write_version(me, "bad-boot");
  const auto unbootable = me.apply({"guarded"});
  INFO(unbootable.out << unbootable.err);
  CHECK(unbootable.status == 1);
  CHECK_THAT(unbootable.err, contains("it runs, and the next boot is as before"));
  CHECK(at_boot(host) == "new");
  CHECK(left_behind(host).empty());
}

TEST_CASE("a profile of a flake, and a system by the name of its host", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_flakes");
  me.machine("profile", host, "root");
  me.machine("named", host, "root");
  write_flake(me, "one");
  const auto applied = me.apply({"profile"});
  INFO(applied.out << applied.err);
  REQUIRE(applied.status == 0);
  CHECK(log_of(host) == "go one,");
  CHECK(is_empty_plan(me.plan({"profile"})));
  write_version(me, "stuck");
  const auto stuck = me.apply({"profile"});
  CHECK(stuck.status == 1);
  CHECK_THAT(stuck.err, contains("/bin/go"));
  CHECK(on(host, "cat /nix/var/nix/profiles/slipway-web/version") == "one");
  on(host, "rm -f /srv/nix/log; rm -rf /var/lib/slipway/manifests");
  const auto named = me.apply({"named"});
  INFO(named.out << named.err);
  CHECK(named.status == 0);
  CHECK_THAT(on(host, "readlink -f /run/current-system"), contains("-own"));
}

TEST_CASE("a folder that is no flake is refused before any host is contacted", "[testbed]") {
  operator_of me("program_flakes");
  me.machine("bare", first_host(), "root");
  const auto missing = me.plan({"bare"});
  CHECK(missing.status == 2);
  CHECK_THAT(missing.err, contains("the folder 'flake' of 'Switch the system'"));
  std::filesystem::create_directories(me.file("flake"));
  CHECK_THAT(me.plan({"bare"}).err, contains("it holds no flake.nix"));
}

TEST_CASE("slipway flake deploys to hosts side by side, and one that fails does not hide the others", "[testbed]") {
  const auto good = first_host(), bad = second_host();
  prepare(good);
  prepare(bad);
  operator_of me("program_flakes");
  write_flake(me, "one", good);
  const auto tool = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() / "tools/slipway";
  const auto deploy = [&](words more) {
    words command{tool.string(), "flake"};
    command.insert(command.end(), more.begin(), more.end());
    auto environment = me.environment;
    environment["SLIPWAY_FLAKE"] = program("../slipway-flake");
    return process(command, environment, me.file("."), terminal::none).wait(120s);
  };
  // the second has no configuration of its own name
  const auto to_good = "nixos://root@" + address_of(good) + "/web.server", to_bad = "nixos://root@" + address_of(bad) + "/absent";
  const auto planned = deploy({"--plan", "flake", to_good, to_bad});
  INFO(planned.out << planned.err);
  CHECK(planned.status == 0);
  CHECK(status_on(good, "test -e /nix/var/nix/profiles/system") != 0);
  const auto f = deploy({"flake", to_good, to_bad, "--json"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(text(result(f, address_of(good)), "result") == "succeeded");
  CHECK(text(result(f, address_of(bad)), "result") == "failed");
  CHECK_THAT(f.err, contains("building absent failed"));
  CHECK(log_of(good) == "test one,boot one,");
  CHECK(status_on(bad, "test -e /nix/var/nix/profiles/system") != 0);
  const auto again = deploy({"flake", to_good});
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK(status_on(good, "test -e /srv/nix/log") != 0);
}

TEST_CASE("the flake example runs as it is written", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("flake");
  me.machine("nixos-1.example.com", host, "root");
  write_flake(me, "one");
  // its flake is the current folder, of which only what git tracks is taken; and its host says that it is NixOS
  const auto made = run({"/bin/sh", "-c",
                         "cd " + me.file(".") +
                             " && mv flake/* . && sed -i s/web.server/webserver/ flake.nix && git init -q && "
                             "git add flake.nix version programs"});
  INFO(made.err);
  REQUIRE(made.status == 0);
  on(host,
     "cp -L --remove-destination /etc/os-release /etc/os-release.kept; rm /etc/os-release; printf "
     "'ID=nixos\\nVERSION_ID=\"24.05\"\\n' >/etc/os-release");
  const finally back([&] { on(host, "mv /etc/os-release.kept /etc/os-release"); });
  const auto f = me.apply({}, 120s);
  INFO(f.out << f.err);
  CHECK(f.status == 0);
  CHECK(log_of(host) == "self-test one,test one,boot one,");
  CHECK(at_boot(host) == "one");
}
