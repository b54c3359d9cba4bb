#include <slipway/check/exposed_secret.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/block.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto password = let<"password">(secret<"db_password">);
constexpr auto file_of(std::string_view path) { return files::file(host_path(path)).from_template("{{password}}", password); }

inline constexpr auto several =
    role(op<"open">(file_of("/a").mode("0644")), op<"for all">(file_of("/b").mode("0601")), op<"not said">(file_of("/c")),
         op<"own">(file_of("/d").mode("0600")), op<"of a group">(file_of("/e").mode("2660")),
         op<"block">(files::block("/f").from_template("{{password}}", password)),
         op<"of the data">(files::file("/g").from_template("{{ token }} {{plain}} {{token}}")),
         op<"its own">(files::file("/h").from_template("{{token}}", let<"token">("said here"))),
         op<"quiet">(files::file("/i").from_template("{{token}}").mode("0600")));
constexpr std::array outer{let<"token">(secret<"api/token">), let<"plain">("p")};

constexpr findings of_role = [] {
  findings found{};
  for (const auto& r : view_of<several>.rows) find_exposed_secrets(r, found);
  return found;
}();
constexpr findings of_data = [] {
  findings found{};
  for (const auto& r : view_of<several>.rows) find_exposed_secrets(r, outer, found);
  return found;
}();
}  // namespace

static_assert(holds_secret(outer) && !holds_secret({}));
static_assert(of_data.count == 1);
static_assert(of_data.items[0] == finding{mistake::exposed_secret, {culprit(view_of<several>.rows[6]), culprit("api/token")}});

TEST_CASE("exposed_secret: files that others may read, new files without a mode, and blocks") {
  std::vector<std::string> names;
  for (std::size_t i = 0; i != of_role.count; ++i) {
    CHECK(of_role.items[i].who[1] == culprit("db_password"));
    names.emplace_back(of_role.items[i].who[0].second);
  }
  CHECK(names == std::vector<std::string>{"open", "for all", "not said", "block"});
}
