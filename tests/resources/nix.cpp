#include <slipway/resources/nix.hpp>

#include <filesystem>

#include "catch.hpp"

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using namespace slipway::tests;
using namespace std::chrono_literals;

namespace {

constexpr auto web = sw::nix::system("web").configuration("web-1");

sw::plan::source_table sources(const std::string& sha256) {
  return {{"web", {3, sha256, {}, {}, "/tmp/web.tar"}}};
}

std::string desired(const sw::Resource auto& r, const std::string& sha256 = "abc") {
  const auto table = sources(sha256);
  return r.desired(sw::plan::host_scope({}, table, nullptr));
}

/// What the probe says of a profile, with the host's files below a folder.
std::string probed(const shells::command& shell, const std::string& words) {
  const auto text = "nonce=N\n" + std::string(sw::plan::prelude_shell()) + std::string(sw::resources::nix_family().probe) +
                    "probe_nix " + words + "\nprintf '%s' \"$s_0\"\n";
  return shells::run(shell, text).output;
}

}  // namespace

TEST_CASE("nix: what is wanted is a source, its arguments and nothing else") {
  const auto plain = desired(web);
  CHECK(plain.size() == std::string("flake ").size() + 16);
  CHECK(desired(web) == plain);
  CHECK(desired(web.pre_activate("bin/other").copy_within(1s).copy_retries(9)) == plain);
  CHECK(desired(web, "other") != plain);
  CHECK(desired(web.arguments("--option", "sandbox", "false")) != plain);
  CHECK(web.value() != web.pre_activate("bin/other").value());
  CHECK(web.value() != sw::nix::system("web").value());
}

TEST_CASE("nix: a system may lock out, needs root and NixOS, and is undone") {
  constexpr auto system = row_of(web);
  CHECK(system.lockout_risk == "the whole system");
  CHECK(system.platform == "nixos");
  CHECK(system.needs_root);
  CHECK(system.affects_everything);
  CHECK(system.restored == sw::way_back::undone);
  CHECK(system.source_is_folder);
  CHECK(claims_of<1>(web)[0].subject == "/nix/var/nix/profiles/system");
  constexpr auto profile = row_of(sw::nix::profile("/nix/var/nix/profiles/app", "web"));
  CHECK(profile.lockout_risk.empty());
  CHECK(profile.platform.empty());
}

TEST_CASE("nix: how long a copy may take goes with the content") {
  const auto table = sources("abc");
  const auto c = web.copy_within(1500ms).copy_retries(5).body(sw::plan::host_scope({}, table, nullptr));
  REQUIRE(c);
  CHECK(c->source == "/tmp/web.tar");
  CHECK(c->copy_seconds == 2);
  CHECK(c->copy_retries == 5);
}

TEST_CASE("nix: wrong arguments throw their sentences") {
  const std::string_view absolute = "/bin/x", outside = "../x";
  CHECK_THROWS_WITH(web.pre_activate(absolute), "path_must_be_relative_to_the_closure: '/bin/x'");
  CHECK_THROWS_WITH(sw::nix::profile("/p", "web").activate(outside), "path_must_be_relative_to_the_closure: '../x'");
  CHECK_THROWS_WITH(sw::nix::system(std::string_view()), "name_must_not_be_empty: 'flake'");
}

TEST_CASE("nix: the probe compares the profile with what was made to last") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const shells::scratch s;
    const auto profile = s / "app", one = s / "store-one", two = s / "store-two";
    const auto words = "0 profile " + sw::shell_quote(profile) + " web";
    std::filesystem::create_directories(one);
    std::filesystem::create_directories(two);
    CHECK(probed(shell, words) == "absent");
    std::filesystem::create_symlink("store-one", s / "app-1-link");
    std::filesystem::create_symlink("app-1-link", profile);
    CHECK(probed(shell, words) == "not of Slipway: " + one);
    shells::write_file(profile + ".slipway", "0123456789abcdef web " + one + "\n");
    CHECK(probed(shell, words) == "flake 0123456789abcdef");
    CHECK(probed(shell, "0 profile " + sw::shell_quote(profile) + " other") == "the configuration web");
    std::filesystem::remove(s / "app-1-link");
    std::filesystem::create_symlink("store-two", s / "app-1-link");
    CHECK(probed(shell, words) == "not of Slipway: " + two);
    // a profile whose store path is gone is none
    std::filesystem::remove_all(two);
    CHECK(probed(shell, words) == "absent");
  }
}
