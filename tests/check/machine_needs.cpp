#include <slipway/check/machine_needs.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr row named(std::string_view name) {
  row r{};
  r.name = name;
  return r;
}
constexpr auto rows = [] {
  std::array<row, 4> all{named("Install"), named("Write"), named("Install more"), named("Change the keys")};
  all[0].platform = all[2].platform = "debian";
  all[0].needs_root = all[2].needs_root = true;
  all[3].lockout_user = "deploy";
  all[3].lockout_risk = "/home/deploy/.ssh/authorized_keys";
  return all;
}();
constexpr auto needs = needs_of(rows);
static_assert(needs.root && needs.login && needs.platform_count == 1 && needs.platforms[0] == "debian");

std::vector<std::string> mistakes(const settings& on) {
  findings found;
  find_machine_mistakes(rows, needs, on, culprit("Machine", "web"), found);
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found.count; ++i) {
    const auto& f = found.items[i];
    const auto* what = f.what == mistake::wrong_platform ? "platform" : f.what == mistake::needs_root ? "root" : "lockout";
    all.push_back(std::string(what) + ": " + std::string(f.who[0].second) + ", " + std::string(f.who[1].second));
  }
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("machine_needs: platforms") {
  CHECK(mistakes({.platform = debian(12)}) == lines{});
  CHECK(mistakes({.platform = ubuntu()}) == lines{});
  CHECK(mistakes({}) == lines{});
  CHECK(mistakes({.platform = alpine()}) == lines{"platform: Install, alpine", "platform: Install more, alpine"});
}

TEST_CASE("machine_needs: root, where it is known who logs in") {
  CHECK(mistakes({.connection = ssh{.user = "anna"}}) == lines{"root: Install, web", "root: Install more, web"});
  CHECK(mistakes({.connection = ssh{.user = "anna", .become = sudo}}) == lines{});
  CHECK(mistakes({.connection = ssh{.user = "root"}}) == lines{});
  CHECK(mistakes({.connection = ssh{}}) == lines{});
  CHECK(mistakes({.connection = local{}}) == lines{});
}

TEST_CASE("machine_needs: the access of the user that deploys") {
  CHECK(mistakes({.connection = ssh{.user = "deploy", .become = sudo}}) ==
        lines{"lockout: Change the keys, /home/deploy/.ssh/authorized_keys"});
}
