#include <slipway/fleet/reach.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::fleet;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));

struct web : sw::machine<"web"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
  static constexpr auto& operations = motd;
};
template <sw::fixed_string Name>
struct inside_web : sw::container<Name, sw::in<web>> {
  static constexpr auto& operations = motd;
};
struct plain : inside_web<"plain"> {};
struct named : inside_web<"named"> {
  static constexpr auto settings =
      sw::settings{.connection = sw::podman{.name = "it's", .user = "app", .command = "podman --root /x"}};
};
struct unit : inside_web<"unit"> {
  static constexpr auto settings = sw::settings{.connection = sw::machinectl{.user = "app"}};
};
struct entered : inside_web<"entered"> {
  static constexpr auto settings = sw::settings{.connection = sw::enter{"lxc-attach -n x --"}};
};
struct build : sw::controller<"build"> {
  static constexpr auto& operations = motd;
};
struct deep : sw::container<"deep", sw::in<plain>> {
  static constexpr auto& operations = motd;
};
struct local_box : sw::container<"local", sw::in<build>> {
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", web, plain, named, unit, entered, build, deep, local_box> {};
constexpr auto all = sw::program_of<site>.deployables;

std::string entry(std::size_t i) { return entry_of(all[i], all[all[i].inside]); }
}  // namespace

TEST_CASE("reach: how containers are entered") {
  CHECK(entry(1) == "sudo -n docker exec -i plain");
  CHECK(entry(2) == "sudo -n podman --root /x exec -i -u app 'it'\\''s'");
  CHECK(entry(3) == "sudo -n systemd-run --quiet --pipe --wait --collect --machine=unit --uid=app --");
  CHECK(entry(4) == "sudo -n lxc-attach -n x --");
  CHECK(entry(6) == "docker exec -i deep");
  CHECK(entry(7) == "docker exec -i local");
}

TEST_CASE("reach: what to do where a container does not run") {
  const auto remedy = [](std::size_t i, std::string_view said = "") { return entry_remedy(all[i], all[all[i].inside], said); };
  CHECK(remedy(1) == "start it on Machine:web: `sudo docker start plain`; it must exist there, and have a shell inside");
  CHECK(remedy(2) ==
        "start it on Machine:web: `sudo podman --root /x start 'it'\\''s'`; it must exist there, and have a shell inside");
  CHECK(remedy(3) ==
        "start it on Machine:web: `sudo machinectl start unit`; it must exist there, and have systemd and a shell inside");
  CHECK(remedy(4) ==
        "see that it runs on Machine:web and has a shell: `sudo -n lxc-attach -n x -- sh -c true` must succeed there");
  CHECK(remedy(6) == "start it on Container:plain: `docker start deep`; it must exist there, and have a shell inside");
  CHECK(remedy(1, "sudo: a password is required") ==
        "let its user become root without a password on Machine:web: what enters a container asks nobody");
}

TEST_CASE("reach: whose connection is used") {
  for (const std::size_t i : {0u, 1u, 2u, 3u, 4u, 6u}) CHECK(&reached_through(all[i], all) == &all[0]);
  CHECK(&reached_through(all[7], all) == &all[5]);
}

TEST_CASE("reach: what one source says of a machine goes before another") {
  inventory_entry entry{"10.0.0.1", "deploy", {}, {}, 22};
  overlay(entry, {{}, "root", "key", {}, {}});
  CHECK(entry.address == "10.0.0.1");
  CHECK(entry.user == "root");
  CHECK(entry.identity == "key");
  CHECK(entry.port == 22u);
}
