#include <slipway/model/value_shape.hpp>

#include <boost/hana/define_struct.hpp>
#include <optional>
#include <vector>

#include <slipway/model/let.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
struct address {
  BOOST_HANA_DEFINE_STRUCT(address, (std::string_view, host), (std::optional<int>, port));
};
struct service {
  BOOST_HANA_DEFINE_STRUCT(service, (std::string_view, name), (address, at));
};
constexpr std::array<service, 2> services{service{"web", {"10.0.0.1", 80}}, service{"db", {"10.0.0.2", std::nullopt}}};
}  // namespace

static_assert(Structured<decltype(services)> && Structured<address> && Structured<std::optional<int>>);
static_assert(!Structured<int> && !Structured<std::string_view> && !Structured<const char*>);
static_assert(shape_of<service>.member("at")->member("port")->kind == shape_kind::optional);
static_assert(shape_of<service>.member("nothing") == nullptr);

TEST_CASE("value_shape: from a list to a member of a member") {
  const auto& list = shape_of<std::array<service, 2>>;
  REQUIRE(list.size(&services) == 2);
  const auto second = list.at(&services, 1);
  CHECK(second.object == &services[1]);
  const auto at = second.shape->at(second.object, 1);
  const auto host = at.shape->at(at.object, 0);
  CHECK(host.shape->single(host.object).text == "10.0.0.2");
  const auto port = at.shape->at(at.object, 1);
  CHECK(port.shape->size(port.object) == 0);
  const auto first = list.at(&services, 0);
  const auto first_port = shape_of<address>.at(&services[0].at, 1);
  CHECK(first.shape == &shape_of<service>);
  CHECK(first_port.shape->size(first_port.object) == 1);
  const auto held = first_port.shape->at(first_port.object, 0);
  CHECK(held.shape->single(held.object).number == 80);
}
