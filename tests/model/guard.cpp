#include <slipway/model/guard.hpp>

#include <slipway/model/tables.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/server.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace std::chrono_literals;

namespace {
constexpr auto a = op<"a">(files::file("/a"));
constexpr auto b = op<"b">(files::file("/b"));
constexpr auto c = op<"c">(files::file("/c"));
constexpr auto d = op<"d">(files::file("/d"));

inline constexpr auto two =
    role(a, guarded<"first">(role(a, b, c), slipway::verify("true"), confirm_within(2500us), apply_within(2min)),
         role<"p">(guarded<"second">(role(a, d))), d);
inline constexpr auto nested = guarded<"outer">(role(a, guarded<"inner">(b), c));
inline constexpr auto twice = role(guarded<"once">(a), guarded<"again">(a));
inline constexpr auto nothing = guarded<"nothing">(role());
inline constexpr auto ways =
    role(op<"saved">(files::file("/a")), op<"undone">(server::shell("x").undo("y")), op<"none">(server::shell("x")),
         op<"irreversible">(server::shell("x"), irreversible("it does no harm")), op<"package">(apt::packages("tree")),
         op<"undone package">(apt::packages("tree").undo("apt-get -y remove tree")), op<"lists">(apt::update()),
         op<"file">(files::file("/a"), irreversible("it is not needed")));

template <const auto& Role>
std::string guards_of_rows() {
  std::string all;
  for (const auto& r : role_tables<Role>::rows) all += std::string(r.name) + std::to_string(r.guard) + " ";
  return all;
}
}  // namespace

TEST_CASE("guard: rows know the guard that they are in, and guards their rows") {
  // reached before, an operation stays outside
  CHECK(guards_of_rows<two>() == "a0 b1 c1 p: a2 p: d2 d0 ");
  const auto& guards = role_tables<two>::guards;
  REQUIRE(guards.size() == 2);
  CHECK(guards[0].name == "first");
  CHECK(guards[0].line == 20);
  CHECK(guards[0].verify == "true");
  CHECK(guards[0].confirm_within_ms == 3);
  CHECK(guards[0].apply_within_ms == 120'000);
  CHECK(guards[0].first == 1);
  CHECK(guards[0].end == 3);
  CHECK(guards[1].name == "second");
  CHECK(guards[1].verify.empty());
  CHECK(guards[1].confirm_within_ms == 30'000);
  CHECK(guards[1].apply_within_ms == 600'000);
  CHECK(guards[1].first == 3);
  CHECK(guards[1].end == 5);
}

TEST_CASE("guard: a role without one has none, and one may be all of a role") {
  static constexpr auto plain = role(a);
  CHECK(role_tables<plain>::guards.empty());
  CHECK(role_tables<nothing>::rows.empty());
  CHECK(guards_of_rows<nested>() == "a1 b2 c1 ");
  CHECK(role_tables<nested>::guards[1].outer == 1);
  CHECK(guards_of_rows<twice>() == "a1 ");
  CHECK(role_tables<twice>::guards[1].first == role_tables<twice>::guards[1].end);
}

TEST_CASE("guard: how each operation is taken back") {
  std::string all;
  for (const auto& r : role_tables<ways>::rows) all += std::to_string(static_cast<int>(r.restored));
  CHECK(all == "01232103");
}

TEST_CASE("guard: wrong arguments of builders at run time") {
  CHECK_THROWS_AS(confirm_within(0s), wrong_argument);
  CHECK_THROWS_AS(apply_within(-1s), wrong_argument);
  CHECK_THROWS_AS(apply_within(24h * 41), wrong_argument);
  CHECK_THROWS_AS(slipway::verify(""), wrong_argument);
  CHECK_THROWS_AS(irreversible(""), wrong_argument);
}
