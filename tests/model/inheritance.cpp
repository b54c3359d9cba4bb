#include <slipway/model/inheritance.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using sw::setting;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));

struct web : sw::machine<"web"> {
  static constexpr auto settings = sw::settings{.state_directory = "/srv/state"};
  static constexpr auto data = sw::data(sw::let<"workers">(4));
  static constexpr auto& operations = motd;
};
struct cache : sw::container<"cache", sw::in<web>> {
  static constexpr auto& operations = motd;
};
struct plain : sw::container<"plain", sw::in<web>> {
  static constexpr auto settings = sw::settings{.connection = sw::docker{.name = "p", .command = "docker --context x"}};
  static constexpr auto& operations = motd;
};
struct build : sw::controller<"build"> {
  static constexpr auto& operations = motd;
};
struct boxes : sw::enclave<"boxes", cache, plain> {
  static constexpr auto settings = sw::settings{.connection = sw::podman{}};
};
struct production : sw::enclave<"production", web, boxes, build> {
  static constexpr auto settings = sw::settings{.platform = sw::debian(12), .auto_deploy = false};
  static constexpr auto data = sw::data(sw::let<"workers">(1), sw::let<"domain">("example.com"));
};
struct site : sw::layout<"site", production> {
  static constexpr auto settings =
      sw::settings{.platform = sw::debian(11), .connection = sw::ssh{.user = "deploy"}, .auto_deploy = true};
  static constexpr auto data = sw::data(sw::let<"domain">("example.org"), sw::let<"owner">("ops"));
};

template <class T>
constexpr std::string_view from(setting s) {
  const auto* l = sw::inherited<site, T>.says(s);
  return l == nullptr ? "nobody" : l->name;
}
template <class T>
constexpr std::string_view from(std::string_view hole) {
  const auto* l = sw::inherited<site, T>.fills(hole);
  return l == nullptr ? "nobody" : l->name;
}

// known to the compiler, field by field and hole by hole
static_assert(from<web>(setting::platform) == "production" && from<web>(setting::connection) == "site");
static_assert(from<web>(setting::auto_deploy) == "production" && from<web>(setting::state_directory) == "web");
static_assert(from<web>(setting::orphan) == "nobody" && from<web>(setting::readonly) == "nobody");
static_assert(from<web>("workers") == "web" && from<web>("domain") == "production" && from<web>("owner") == "site");
static_assert(from<web>("wrokers") == "nobody" && from<build>("workers") == "production");
static_assert(sw::inherited<site, web>.says(setting::platform)->kind == "enclave");
static_assert(sw::inherited<site, web>.says(setting::connection)->kind == "layout");
static_assert(sw::inherited<site, web>.fills("workers")->kind == "Machine");

// how a container is entered is inherited by containers, how a machine is reached by machines
static_assert(from<cache>(setting::connection) == "boxes" && from<plain>(setting::connection) == "plain");
static_assert(from<build>(setting::connection) == "build");
constexpr auto& all = sw::program_of<site>.deployables;
static_assert(all[1].settings->connection.kind == sw::connection_kind::podman && all[1].settings->connection.ssh.user.empty());
static_assert(all[2].settings->connection.command == "docker --context x" && all[2].settings->connection.ssh.address == "p");
static_assert(all[3].settings->connection.kind == sw::connection_kind::local);
static_assert(all[1].inside == 0 && all[0].inside == sw::no_index && all[1].dependencies.size() == 1);
}  // namespace

TEST_CASE("inheritance: what is said there is what counts") {
  for (const auto& d : all)
    if (const auto* l = d.from.says(setting::platform)) CHECK(l->settings->platform == d.settings->platform);
  CHECK(sw::find_let(all[0].data, "domain")->text == sw::find_let(all[0].from.fills("domain")->data, "domain")->text);
}
