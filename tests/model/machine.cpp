#include <slipway/model/machine.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct web : machine<"web-1.example.com"> {
  static constexpr auto settings = slipway::settings{.connection = ssh{.user = "web"}};
  static constexpr auto data = slipway::data(let<"workers">(4), let<"domain">("own"));
};
struct plain : machine<"plain"> {};
struct rack : enclave<"rack", web, plain> {
  static constexpr auto settings = slipway::settings{.connection = ssh{.user = "rack"}, .state_directory = "/rack"};
  static constexpr auto data = slipway::data(let<"domain">("of the rack"), let<"row">(7));
};
struct site : layout<"site", rack> {
  static constexpr auto settings = slipway::settings{.platform = debian(12), .state_directory = "/site"};
  static constexpr auto data = slipway::data(let<"domain">("of the site"), let<"owner">("ops"));
};

std::vector<std::string> in_order(table_view<let_value> lets) {
  std::vector<std::string> all;
  for (const auto& l : lets)
    all.push_back(std::string(l.hole) + "=" + (l.kind == let_kind::number ? std::to_string(l.number) : std::string(l.text)));
  return all;
}
}  // namespace

static_assert(web::prefix == "Machine" && web::name == "web-1.example.com");
static_assert(Container<rack> && Container<site> && !Container<web>);

TEST_CASE("machine: settings from the inside out") {
  constexpr auto& own = effective_settings<web, rack, site>;
  CHECK(own.connection.ssh.user == "web");
  CHECK(own.state_directory == "/rack");
  CHECK(own.platform == debian(12));
  CHECK(effective_settings<plain, rack, site>.connection.ssh.user == "rack");
  CHECK(effective_settings<plain>.connection.kind == connection_kind::inherited);
}

TEST_CASE("machine: data from the inside out, so that the first of a name is the nearest") {
  CHECK(in_order(effective_lets<web, rack, site>) ==
        std::vector<std::string>{"workers=4", "domain=own", "domain=of the rack", "row=7", "domain=of the site", "owner=ops"});
  CHECK(find_let(effective_lets<plain, rack, site>, "domain")->text == "of the rack");
  CHECK(effective_lets<plain>.empty());
}
