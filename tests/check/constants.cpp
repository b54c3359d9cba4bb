#include <slipway/check/constants.hpp>

#include <array>

#include <slipway/check/check.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto motd = op<"Say who we are">(files::file("/etc/motd"));
constexpr auto says = role(motd);
constexpr std::array<int, 2> twice{1, 2};

struct plain : machine<"plain"> {
  static constexpr auto settings = slipway::settings{.state_directory = "/srv"};
  static constexpr auto data = slipway::data(let<"who">("us"));
  static constexpr auto& operations = says;
};
struct guarded_one : machine<"guarded"> {
  static constexpr auto operations = guarded<"motd">(says);
};
struct several : machine<"several"> {
  static constexpr auto operations = role_of(twice, [](int) { return role(motd); });
};
struct with_nothing : machine<"with nothing"> {
  static constexpr auto data = slipway::data();
};
struct late : machine<"late"> {
  static inline const auto operations = role(op(named(std::string_view("Say")), files::file("/etc/motd")));
};
struct late_data : machine<"late data"> {
  static constexpr auto& operations = says;
  static inline auto data = slipway::data(let<"who">("us"));
};
// the compiler cannot tell this from one that is in error
std::string_view name_of_today() { return "Say"; }
struct computed : machine<"computed"> {
  static inline const auto operations = role(op(named(name_of_today()), files::file("/etc/motd")));
};
struct site : layout<"site", plain, late, late_data> {};
struct computed_site : layout<"computed", plain, computed> {};
struct late_site : layout<"late", plain> {
  static inline auto settings = slipway::settings{};
};

static_assert(HasConstants<plain> && HasConstants<guarded_one> && HasConstants<several> && HasConstants<with_nothing>);
static_assert(!HasConstants<late> && !HasConstants<late_data> && !HasConstants<late_site> && !HasConstants<computed>);
static_assert(!IsInError<plain> && !IsInError<guarded_one> && !IsInError<several> && !IsInError<with_nothing>);
static_assert(!IsInError<late> && !IsInError<late_data> && !IsInError<late_site> && IsInError<computed>);
}  // namespace

TEST_CASE("constants: what is none is one mistake") {
  CHECK_FALSE(found<site>.is_complete);
  REQUIRE(found<site>.count == 2);
  CHECK(found<site>.items[0] == finding{mistake::not_constant, {culprit("Machine", "late")}});
  CHECK(found<site>.items[1] == finding{mistake::not_constant, {culprit("Machine", "late data")}});
  REQUIRE(found<late_site>.count == 1);
  CHECK(found<late_site>.items[0] == finding{mistake::not_constant, {culprit("layout", "late")}});
}

TEST_CASE("constants: what is in error has had its error, and no program comes of it") {
  CHECK(found<computed_site>.count == 0);
  CHECK_FALSE(found<computed_site>.is_complete);
  CHECK(found<layout<"right", plain>>.is_complete);
}
