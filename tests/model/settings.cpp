#include <slipway/model/settings.hpp>

#include "catch.hpp"

using slipway::settings, slipway::inherit, slipway::connection_kind;

TEST_CASE("settings: what is left out comes from outside, field by field") {
  constexpr settings outer{.platform = slipway::debian(12),
                           .connection = slipway::ssh{.user = "deploy", .become = slipway::sudo},
                           .state_directory = "/srv/state"};
  constexpr auto nothing_said = inherit({}, outer);
  CHECK(nothing_said.platform == slipway::debian(12));
  CHECK(nothing_said.connection.kind == connection_kind::ssh);
  CHECK(nothing_said.connection.ssh.user == "deploy");
  CHECK(nothing_said.state_directory == "/srv/state");

  constexpr auto local = inherit({.connection = slipway::local{}}, outer);
  CHECK(local.connection.kind == connection_kind::local);
  CHECK(local.connection.ssh.become == slipway::become::nobody);
  CHECK(local.platform == slipway::debian(12));

  constexpr auto alpine = inherit({.platform = slipway::alpine(), .state_directory = "/a"}, outer);
  CHECK(alpine.platform == slipway::alpine());
  CHECK(alpine.state_directory == "/a");
  CHECK(alpine.connection.ssh.user == "deploy");
}

TEST_CASE("settings: what becomes of what is not wanted any more") {
  using slipway::deletion;
  constexpr settings outer{.destroy = deletion::retain, .orphan = deletion::warn, .readonly = true};
  static_assert(sizeof(deletion) == 1);
  constexpr auto nothing_said = inherit({}, outer);
  CHECK(nothing_said.destroy == deletion::retain);
  CHECK(nothing_said.orphan == deletion::warn);
  CHECK(nothing_said.readonly.what == slipway::flag::kind::yes);
  constexpr auto said = inherit({.destroy = deletion::remove, .readonly = false}, outer);
  CHECK(said.destroy == deletion::remove);
  CHECK(said.orphan == deletion::warn);
  CHECK(said.readonly.what == slipway::flag::kind::no);
}

TEST_CASE("settings: all of an enclave come first but for those that say otherwise") {
  constexpr settings outer{.state_directory = "/srv/state", .canary = true};
  CHECK_FALSE(settings{}.canary.is_on());
  CHECK(inherit({}, outer).canary.is_on());
  CHECK_FALSE(inherit({.canary = false}, outer).canary.is_on());
  CHECK_FALSE(inherit({.canary = false}, outer).readonly.is_said());
  CHECK(says(outer, slipway::setting::canary));
}

TEST_CASE("settings: a connection is one thing, not merged with an outer one") {
  constexpr auto inner = inherit({.connection = slipway::ssh{.port = 2222}}, {.connection = slipway::ssh{.user = "deploy"}});
  CHECK(inner.connection.ssh.port == 2222);
  CHECK(inner.connection.ssh.user.empty());
}

TEST_CASE("settings: sudo on this machine") {
  constexpr slipway::connection here = slipway::local{.become = slipway::sudo};
  CHECK(here.ssh.become == slipway::become::sudo);
}

TEST_CASE("settings: a wrong port throws the sentence that the compiler prints") {
  for (const unsigned port : {0u, 65536u})
    CHECK_THROWS_WITH(slipway::connection(slipway::ssh{.port = port}),
                      Catch::Matchers::StartsWith("port_must_be_between_1_and_65535"));
  CHECK_NOTHROW(slipway::connection(slipway::ssh{.port = 65535}));
}
