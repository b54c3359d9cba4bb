#include <slipway/facts/nix.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("nix: systems and generations") {
  recorded_host nixos, other;
  for (const std::string path : {"/nix/store/a-system", "/nix/store/b-system"}) nixos.folder(path);
  nixos.link("/nix/var/nix/profiles/system-9-link", "../../../store/a-system");
  nixos.link("/nix/var/nix/profiles/system-10-link", "../../../store/b-system");
  nixos.link("/nix/var/nix/profiles/system", "system-10-link");
  nixos.link("/run/current-system", "../nix/store/a-system");
  nixos.link("/run/booted-system", "../nix/store/a-system");
  with_each_shell([&](const auto& shell) {
    CHECK(nixos.gather(slipway::facts::nix(), shell) == values{{"nix.current_system", "/nix/store/a-system"},
                                                               {"nix.booted_system", "/nix/store/a-system"},
                                                               {"nix.system_profile", "/nix/store/b-system"}});
    CHECK(nixos.records(slipway::facts::nix_generations(), shell) ==
          lines{"10|/nix/store/b-system|true|false|false", "9|/nix/store/a-system|false|true|true"});
    CHECK(other.gather(slipway::facts::nix(), shell) == values{});
    CHECK(other.records(slipway::facts::nix_generations(), shell) == lines{"unknown"});
  });
}
