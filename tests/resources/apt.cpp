#include <slipway/resources/apt.hpp>

#include "catch.hpp"

#include <chrono>

#include <slipway/check/conflicting_operations.hpp>

#include "resources/claims.hpp"
#include "resources/fakes.hpp"

namespace sw = slipway;
using sw::apt::packages, sw::apt::update;
using namespace slipway::tests;
using namespace std::chrono_literals;
using Catch::Matchers::StartsWith, Catch::Matchers::Contains;

namespace {

using list = std::vector<std::string>;

// what dpkg-query prints, in its own order
constexpr std::string_view known =
    "adduser:all installed ok 3.134\n"
    "dpkg:amd64 installed ok 1.21.23\n"
    "g++:amd64 installed ok 4:12.2.0-3\n"
    "libc6:amd64 installed ok 2.36-9\n"
    "libc6:i386 installed ok 2.36-9\n"
    "libold:i386 installed ok 1.0\n"
    "nano: not-installed ok \n"
    "nginx:amd64 config-files ok 1.22.1-9\n"
    "tb-fail:all half-configured ok 1.0\n"
    "tb-hello:all installed ok 1.0\n"
    "tb-reinst:all installed reinstreq 1.0\n"
    "tb-slow:all unpacked ok 1.0\n"
    "tb-svc:all half-installed reinstreq 1.0\n"
    "tb-trig:all triggers-pending ok 1.0\n";

constexpr std::string_view policy =
    "tb-hello:\n  Installed: 1.0\n  Candidate: 2.0\n  Version table:\n     2.0 500\n"
    "        500 file:/srv/testbed-repo ./ Packages\n *** 1.0 500\n        100 /var/lib/dpkg/status\n"
    "libc6:\n  Installed: 2.36-9\n  Candidate: 2.36-9\n  Version table:\n *** 2.36-9 500\n"
    "nginx:\n  Installed: (none)\n  Candidate: 1.22.1-9\n  Version table:\n     1.22.1-9 500\n"
    "httpd:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n";

void knows_packages(const fake_host& h) {
  h.answers("dpkg-query", known, 1);
  h.answers("apt-cache", policy);
  h.answers("dpkg", "");
  h.answers("apt-get", "apt-get was here\n");
}

// `latest` looks at the lists too
template <class Packages>
sw::claim first_claim(const Packages& p) {
  if (p.want == decltype(p.want)::latest) return claims_of<2>(p)[0];
  return claims_of<1>(p)[0];
}

bool conflicts(const sw::Resource auto& a, const sw::Resource auto& b) {
  return sw::rules::conflict(first_claim(a), first_claim(b));
}

}  // namespace

// what the compiler knows of them
static_assert([] {
  const auto claims = claims_of<3>(packages("nginx", "curl").creates("/etc/nginx/**"));
  return claims[0].kind == sw::claim_kind::exclusive && claims[0].space == "package" && claims[0].subject == "nginx" &&
         claims[0].after == sw::presence::present && claims[1].subject == "curl" && claims[0].state == claims[1].state &&
         claims[2].kind == sw::claim_kind::affects && claims[2].space == "path" && claims[2].subject == "/etc/nginx/**";
}());
static_assert(row_of(packages("nginx")).affects_everything && row_of(packages("nginx").absent()).affects_everything);
static_assert(!row_of(packages("nginx").creates()).affects_everything);
static_assert(row_of(packages("nginx")).needs_root && row_of(packages("nginx")).platform == "debian");
static_assert([] {
  const auto brings = row_of(packages("nginx").creates()).affects_spaces;
  const auto removes = row_of(packages("nginx").absent()).affects_spaces;
  return claims_of<1>(packages("nginx").absent())[0].after == sw::presence::absent &&
         brings == (sw::space_bit("unit") | sw::space_bit("user") | sw::space_bit("group")) &&
         removes == (brings | sw::space_bit("package"));
}());
static_assert([] {
  const auto update_claims = claims_of<2>(update());
  const auto latest_claims = claims_of<2>(packages("nginx").latest());
  return update_claims[0].space == "apt" && sw::overlap(update_claims[1], latest_claims[1]);
}());
static_assert(update().minutes == 1440 && update().max_age(90s).minutes == 2 && update().max_age(1h).minutes == 60);
static_assert(packages("libstdc++6:amd64", "python3.11").names[1].text == "python3.11");

TEST_CASE("apt: who wants the same of a package does not conflict") {
  CHECK_FALSE(conflicts(packages("nginx").latest(), packages("nginx").latest()));
  CHECK_FALSE(conflicts(packages("nginx").absent(), packages("nginx").absent()));
  CHECK(conflicts(packages("nginx").absent(), packages("nginx").purged()));
  CHECK(conflicts(packages("nginx").latest(), packages("nginx").absent()));
  CHECK_FALSE(conflicts(packages("nginx").latest(), packages("curl").absent()));
  const auto one = claims_of<2>(packages("nginx", "curl"));
  const auto other = claims_of<2>(packages("curl", "tree"));
  CHECK_FALSE(sw::rules::conflict(one[1], other[0]));
  const auto version = [](const char* v) { return claims_of<1>(packages("nginx").version(v))[0]; };
  CHECK(sw::rules::conflict(version("1.0"), version("2.0")));
  CHECK_FALSE(sw::rules::conflict(version("1.0"), version("1.0")));
}

TEST_CASE("apt: wrong arguments are named") {
  for (const char* name : {"", "a", "Nginx", "nginx_light", "-nginx", ".nginx", "nginx light", "nginx=1", "nginx-",
                           "nginx:", "nginx:amd64:i386", "nginx*", "nginx\n", "n\xc3\xa4", "$x"})
    CHECK_THROWS_WITH(packages(name), StartsWith("package_name_is_not_one_of_debian"));
  for (const char* name : {"nginx", "g++", "0ad", "python3.11", "libc6:i386", "a-b.c+d"}) CHECK_NOTHROW(packages("ok", name));
  for (const char* version : {"", "1 0", "1*", "-1", "1/2", "$1"})
    CHECK_THROWS_WITH(packages("nginx").version(version), StartsWith("package_version_is_not_one_of_debian"));
  CHECK_NOTHROW(packages("nginx").version("1:1.22.1-9+deb12u1~bpo1"));
  CHECK_THROWS_WITH(packages("nginx", "curl").version("1.0"), StartsWith("version_needs_exactly_one_package"));
  CHECK_THROWS_WITH(packages("nginx").latest().version("1.0"), StartsWith("version_and_latest_exclude_each_other"));
  CHECK_THROWS_WITH(packages("nginx").absent().latest(), StartsWith("something_absent_has_no_other_attributes"));
  CHECK_THROWS_WITH(packages("nginx").version("1.0").purged(), StartsWith("something_absent_has_no_other_attributes"));
  CHECK_THROWS_WITH(packages("nginx").creates("etc/nginx"), StartsWith("path_must_be_absolute"));
  CHECK_THROWS_WITH(packages("nginx").creates("/etc/nginx\\"), StartsWith("pattern_must_not_end_in_a_backslash"));
  CHECK_THROWS_WITH(update().max_age(0h), StartsWith("duration_must_be_longer_than_zero"));
  CHECK_THROWS_WITH(update().max_age(-1s), StartsWith("duration_must_be_longer_than_zero"));
}

TEST_CASE("apt: states of packages") {
  with_every_shell([](const fake_host& h) {
    knows_packages(h);
    INFO(h.name());
    CHECK(h.probe(packages("tb-hello", "adduser", "curl", "g++"), packages("nginx"), packages("nginx").purged(),
                  packages("nano", "httpd").absent(), packages("tb-hello").version("2.0"), packages("libc6").version("2.36-9"),
                  packages("tb-fail", "tb-slow", "tb-svc", "tb-trig", "tb-reinst"),
                  packages("tb-hello", "libc6", "nginx", "curl", "tb-fail").latest()) ==
          list{"installed, installed, absent, installed", "absent", "config-files", "absent, absent", "installed 1.0",
               "installed 2.36-9", "half-installed, half-installed, half-installed, half-installed, half-installed",
               "stale, ok, absent, absent, half-installed"});
    // one of each for all of them
    CHECK_THAT(h.calls(), StartsWith("dpkg-query -W -f"));
    CHECK_THAT(h.calls(), Contains("\napt-cache policy tb-hello libc6 nginx curl tb-fail\n"));
    CHECK(std::ranges::count(h.calls(), '\n') == 2);
  });
}

TEST_CASE("apt: states where there is more than one architecture") {
  with_every_shell([](const fake_host& h) {
    knows_packages(h);
    INFO(h.name());
    CHECK(h.probe(packages("libc6:i386", "libc6:amd64", "libc6:arm64", "libold", "libold:i386"),
                  packages("adduser:amd64", "adduser:i386"), packages("libc6:amd64").latest()) ==
          list{"installed, installed, absent, absent, installed", "installed, absent", "ok"});
    // the latest of what apt does not know
    h.answers("apt-cache", "");
    CHECK(h.probe(packages("tb-hello").latest()) == list{"unprobeable (apt-cache does not answer)"});
  });
}

TEST_CASE("apt: without dpkg nothing is absent") {
  with_every_shell([](const fake_host& h) {
    h.answers("dpkg-query", "", 2);
    INFO(h.name());
    CHECK(h.probe(packages("nginx", "curl"), packages("nginx").absent()) ==
          list{"unprobeable (dpkg does not answer), unprobeable (dpkg does not answer)", "unprobeable (dpkg does not answer)"});
    CHECK_THAT(h.apply(packages("nginx").absent()), Contains("dpkg does not answer\n\nfailed"));
  });
}

TEST_CASE("apt: states of lists") {
  with_shells_of_the_path([](const fake_host& h) {
    INFO(h.name());
    constexpr std::string_view stamp = "/var/lib/apt/periodic/update-success-stamp";
    h.program("find", "case \"$*\" in *-mmin*) echo " + std::string(stamp) + " ;; esac");
    CHECK(h.probe(update(), update().max_age(2h)) == list{"ok", "ok"});
    CHECK_THAT(h.calls(), StartsWith("find " + std::string(stamp) +
                                     " -mmin -1440\nfind /etc/apt/sources.list "
                                     "/etc/apt/sources.list.d -newer " +
                                     std::string(stamp) + "\n"));
    CHECK_THAT(h.calls(), Contains(" -mmin -120\n"));
    h.program("find", "echo found");
    CHECK(h.probe(update()) == list{"stale"});  // a source is newer
    h.program("find", "exit 1");
    CHECK(h.probe(update()) == list{"stale"});
    CHECK(h.calls() == "find " + std::string(stamp) + " -mmin -1440\n");
  });
}

TEST_CASE("apt: desired states and commands") {
  const auto& s = host::no_data();
  CHECK(packages("nginx", "curl").desired(s) == "installed, installed");
  CHECK(packages("nginx").absent().desired(s) == "absent");
  CHECK(packages("nginx").purged().desired(s) == "absent");
  CHECK(packages("nginx").latest().desired(s) == "ok");
  CHECK(packages("nginx").version("1:2~3").desired(s) == "installed 1:2~3");
  CHECK(update().desired(s) == "ok");

  CHECK(packages("nginx", "curl").apply(s) == "install_packages nginx curl");
  CHECK(packages("nginx").absent().apply(s) == "remove_packages remove nginx");
  CHECK(packages("nginx").purged().apply(s) == "remove_packages purge nginx");
  CHECK(packages("nginx").latest().apply(s) == "upgrade_packages nginx");
  CHECK(packages("nginx").version("1.0").apply(s) == "install_version nginx 1.0");
  CHECK(update().apply(s) == "update_package_lists");

  CHECK(packages("nginx", "curl").undo(s).script == "take_packages_back nginx curl");
  for (const auto& p :
       {packages("nginx").absent(), packages("nginx").purged(), packages("nginx").latest(), packages("nginx").version("1.0")}) {
    CHECK(p.undo(s).script == "");
    CHECK(p.undo(s).irreversible != "");
  }
  CHECK(update().undo(s).irreversible == "");
}

TEST_CASE("apt: only what is missing is installed, only what is there is removed") {
  with_every_shell([](const fake_host& h) {
    const auto asked = [&](const auto& r) {
      knows_packages(h);
      const auto said = h.apply(r);
      INFO(h.name() << ": " << said);
      CHECK_THAT(said, Contains("\ndone\n"));
      const auto calls = h.calls();
      const auto at = calls.find("apt-get ");
      if (at == std::string::npos) return std::string();
      CHECK_THAT(calls.substr(at),
                 StartsWith("apt-get -y -q -o DPkg::Lock::Timeout=300 -o APT::Cmd::Pattern-Only=true -o Dpkg::Use-Pty=0 "
                            "-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "));
      const auto options = calls.find("confold ", at) + 8;
      return calls.substr(options, calls.find('\n', options) - options);
    };
    CHECK(asked(packages("tb-hello", "nginx")) == "install nginx");
    CHECK(asked(packages("tb-hello")) == "");
    CHECK(asked(packages("tb-hello").latest()) == "install tb-hello");
    CHECK(asked(packages("tb-hello").version("2.0")) == "--allow-downgrades install tb-hello=2.0");
    CHECK(asked(packages("tb-hello", "curl", "nginx", "tb-svc").absent()) ==
          "-o Dpkg::Options::=--force-remove-reinstreq remove tb-hello tb-svc");
    CHECK(asked(packages("tb-hello", "curl", "nginx").purged()) ==
          "-o Dpkg::Options::=--force-remove-reinstreq purge tb-hello nginx");
    CHECK(asked(packages("curl").purged()) == "");
  });
}

TEST_CASE("apt: apt-get never gets a name that it would take for another") {
  with_every_shell([](const fake_host& h) {
    knows_packages(h);
    INFO(h.name());
    CHECK_THAT(h.apply(packages("httpd")), StartsWith("there is nothing to install as httpd"));
    CHECK_THAT(h.apply(packages("nginx+")), StartsWith("apt knows no package nginx+"));
    CHECK_THAT(h.calls(), !Contains("apt-get"));
  });
}

TEST_CASE("apt: a lock is waited for, another failure is not") {
  with_shells_of_the_path([](const fake_host& h) {
    knows_packages(h);
    h.program("mkdir", ":");
    h.program("touch", ":");
    h.program("apt-get",
              "case $CALLS in\n"
              "  0) echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 602 "
              "(apt-get)'; exit 100 ;;\n"
              "  1) echo 'E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is "
              "another process using it?'\n"
              "     exit 100 ;;\nesac\necho fetched");
    INFO(h.name());
    CHECK(h.apply(update()) == "fetched\n\ndone\n");
    CHECK_THAT(h.calls(), Contains("mkdir -p /var/lib/apt/periodic\ntouch /var/lib/apt/periodic/update-success-stamp\n"));

    h.program("apt-get", "echo 'E: Failed to fetch http://deb.example.com/'; exit 100");
    CHECK(h.apply(update()) == "E: Failed to fetch http://deb.example.com/\n\nfailed\n");
    CHECK_THAT(h.calls(), !Contains("touch"));

    // for ever is five minutes, here by a clock that runs fast
    h.program("apt-get", "echo 'E: Could not get lock /var/lib/apt/lists/lock'; exit 100");
    CHECK(h.apply(update(), "now=0; clock() { now=$((now + 5000)); }") ==
          "E: Could not get lock /var/lib/apt/lists/lock\n\nfailed\n");
  });
}

TEST_CASE("apt: what was left half installed is put in order once") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    knows_packages(h);
    CHECK_THAT(h.apply(packages("nginx").version("1.0")), Contains("done"));
    CHECK(h.notes() == "");

    h.program("dpkg",
              "case $* in --audit) echo 'The following packages are only half configured' ;; *) echo set up; "
              "exit 1 ;; esac");
    const auto said = h.apply(packages("nginx").version("1.0"), "ready_apt >/dev/null");
    CHECK_THAT(h.calls(), Contains("dpkg --audit\ndpkg --force-confdef --force-confold --configure -a\napt-get"));
    CHECK_THAT(said, Contains("done"));
    CHECK(h.notes() == "1 note 0 packages were left half installed: dpkg --configure -a .\n");
  });
}

TEST_CASE("apt: taken back, unless others would go too") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    knows_packages(h);
    const auto undo = packages("tb-hello", "curl").undo(host::no_data()).script + " && echo gone";
    h.program("apt-get", "case $* in *-s*) echo 'Purg tb-hello [1.0]' ;; *) echo really ;; esac");
    CHECK(h.after(packages("tb-hello"), undo) == "really\ngone\n");
    CHECK_THAT(h.calls(), Contains("reinstreq purge tb-hello\n"));
    h.program("apt-get", "case $* in *-s*) echo 'Purg tb-hello [1.0]'; echo 'Remv tb-svc [1.0]' ;; *) echo really ;; esac");
    CHECK(h.after(packages("tb-hello"), undo) == "these would be removed too, and are not the layout's: tb-svc\n");
  });
}
