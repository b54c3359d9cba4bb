#include <slipway/front/inheritance_words.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));
constexpr std::array ports{80, 443};

struct web : sw::machine<"web"> {
  static constexpr auto settings =
      sw::settings{.connection = sw::ssh{.address = "10.0.0.1", .user = "deploy", .port = 2222, .become = sw::sudo}};
  static constexpr auto data = sw::data(sw::let<"ports">(ports), sw::let<"on">(true));
  static constexpr auto& operations = motd;
};
struct box : sw::container<"box", sw::in<web>> {
  static constexpr auto settings = sw::settings{.connection = sw::podman{.name = "b", .user = "u"}};
  static constexpr auto& operations = motd;
};
struct rack : sw::enclave<"rack", web, box> {
  static constexpr auto settings = sw::settings{.platform = sw::debian(12),
                                                .filter = [](sw::context&) -> std::optional<bool> { return {}; },
                                                .auto_deploy = false,
                                                .destroy = sw::deletion::retain};
  static constexpr auto data = sw::data(sw::let<"on">(false), sw::let<"owner">("ops"));
};
struct site : sw::layout<"site", rack> {
  static constexpr auto settings =
      sw::settings{.secrets = sw::secrets_from_environment("S_"), .readonly = true, .state_directory = "/s", .canary = true};
};

std::vector<std::string> lines(const sw::deployable& d) {
  std::vector<std::string> all;
  for (const auto& t : inherited_things(d)) all.push_back(t.what + " " + t.value + (t.from.empty() ? "" : " from " + t.from));
  return all;
}
}  // namespace

TEST_CASE("inheritance_words: each thing, and where it comes from") {
  CHECK(lines(sw::program_of<site>.deployables[0]) ==
        std::vector<std::string>{
            "platform debian 12 from enclave rack", "connection ssh as deploy to 10.0.0.1 port 2222, then sudo",
            "secrets variables S_* from layout site", "auto_deploy false from enclave rack", "destroy retain from enclave rack",
            "readonly true from layout site", "state_directory /s from layout site", "canary true from layout site",
            "filter a function from enclave rack", "data ports (80, 443)", "data on true", "data owner 'ops' from enclave rack"});
  CHECK(lines(sw::program_of<site>.deployables[1])[1] == "connection podman as u into b");
}
