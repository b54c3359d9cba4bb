#include <slipway/model/data_field.hpp>

#include <memory>

#include "catch.hpp"

using namespace slipway;

namespace {
struct node {
  BOOST_HANA_DEFINE_STRUCT(node, (std::string_view, zone), (unsigned char, workers), (std::int64_t, offset), (bool, on),
                           (std::optional<int>, limit), (std::vector<std::string_view>, peers), (std::uint64_t, size));
};
constexpr auto& type = data_type_of<node>;
constexpr auto& fields = type.fields;

static_assert(fields.size() == 7 && fields[0].name == "zone" && fields[6].name == "size");
static_assert(fields[0].type == field_type::text && fields[1].type == field_type::number &&
              fields[3].type == field_type::boolean);
static_assert(fields[1].least == 0 && fields[1].most == 255 && fields[2].least == INT64_MIN && fields[2].most == INT64_MAX);
static_assert(fields[4].optional && !fields[4].list && fields[4].type == field_type::number);
static_assert(fields[5].list && !fields[5].optional && fields[5].type == field_type::text);
static_assert(fields[6].most == INT64_MAX);  // JSON's numbers end there
static_assert(data_type_of<no_data>.fields.empty());
}  // namespace

TEST_CASE("data_field: an object is filled without its type, and read as lets") {
  const std::unique_ptr<void, void (*)(void*)> data(type.make(), type.destroy);
  const field_value zone{"a"}, workers{{}, 7}, on{{}, 0, true}, limit{{}, -3};
  const std::array peers{field_value{"x"}, field_value{"y"}};
  fields[0].set(data.get(), {&zone, 1});
  fields[1].set(data.get(), {&workers, 1});
  fields[3].set(data.get(), {&on, 1});
  fields[4].set(data.get(), {&limit, 1});
  fields[5].set(data.get(), peers);
  const auto& n = *static_cast<const node*>(data.get());
  CHECK(n.zone == "a");
  CHECK(n.workers == 7);
  CHECK(n.on);
  CHECK(n.limit == -3);
  CHECK(n.peers == std::vector<std::string_view>{"x", "y"});
  std::vector<let_value> lets(fields.size());
  type.write_lets(data.get(), lets.data());
  CHECK(lets[0].hole == "zone");
  CHECK(lets[0].text == "a");
  CHECK(lets[1].number == 7);
  CHECK(lets[5].structured.shape->size(lets[5].structured.object) == 2);
  fields[4].set(data.get(), {});
  CHECK(n.limit == -3);  // what has no value is left as it is
}
