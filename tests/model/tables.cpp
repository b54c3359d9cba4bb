#include <slipway/model/tables.hpp>

#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/link.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr auto folder = op<"Make the folder">(files::directory("/srv/a").mode("0750"));
constexpr auto page = op<"Write the page">(files::file("/srv/a/index").from_template("{{who}}", let<"who">("us")), after(folder));
constexpr auto page_link = op<"Link the page">(files::link("/srv/page").to("a/index"), when(changed(page)));

inline constexpr auto plain = role(folder, page, page_link);
inline constexpr auto inner = role<"inner">(folder, role<"deep">(page));
inline constexpr auto prefixed = role(folder, inner, role<"inner">(page), role(folder));
inline constexpr auto empty = role();
inline constexpr auto differently = role(folder, op<"Make the folder">(files::directory("/srv/b")));

std::vector<std::string> names(table_view<row> rows) {
  std::vector<std::string> all;
  for (const auto& r : rows) all.emplace_back(r.name);
  return all;
}
}  // namespace

TEST_CASE("tables: a row for each operation, in the order of the list") {
  constexpr auto rows = role_tables<plain>::rows;
  CHECK(names(rows) == std::vector<std::string>{"Make the folder", "Write the page", "Link the page"});
  CHECK(rows[0].line == 12);
  CHECK(std::string_view(rows[0].file).ends_with("model/tables.cpp"));
  CHECK(rows[0].scope.empty());
  CHECK(rows[0].after.empty());
  CHECK(rows[1].after.size() == 1);
  CHECK(rows[1].after[0].name == "Make the folder");
  CHECK(rows[1].text == "{{who}}");
  REQUIRE(rows[1].lets.size() == 1);
  CHECK(rows[1].lets[0].hole == "who");
  REQUIRE(rows[2].condition.size() == 1);
  CHECK(rows[2].condition[0].operation.name == "Write the page");
  CHECK(rows[0].kind == &kind_of<resources::directory_resource>);
  CHECK(rows[2].kind == &kind_of<resources::link_resource>);
}

TEST_CASE("tables: payloads are the operations' own resources") {
  const auto& r = role_tables<plain>::rows[0];
  CHECK(static_cast<const resources::directory_resource*>(r.payload)->path.text == "/srv/a");
}

TEST_CASE("tables: prefixes of nested roles") {
  CHECK(names(role_tables<prefixed>::rows) == std::vector<std::string>{"Make the folder", "inner: Make the folder",
                                                                       "inner: deep: Write the page", "inner: Write the page"});
  constexpr auto rows = role_tables<prefixed>::rows;
  CHECK(rows[2].scope == "inner: deep: ");
  CHECK(rows[2].name_digest == digest("inner: deep: Write the page"));
}

TEST_CASE("tables: what is reached twice with the same value is one row, at its first place") {
  CHECK(role_tables<prefixed>::rows.size() == 4);
  CHECK(role_tables<differently>::rows.size() == 2);
  CHECK(role_tables<empty>::rows.empty());
}

TEST_CASE("tables: claims of each row") {
  constexpr auto rows = role_tables<plain>::rows;
  for (const auto& r : rows) CHECK(r.claim_count >= 1);
  const auto& c = role_tables<plain>::claims[rows[2].first_claim];
  CHECK(c.kind == claim_kind::exclusive);
  CHECK(c.space == "path");
  CHECK(c.subject == "/srv/page");
  CHECK(c.whole == digest("/srv/page"));
  CHECK(c.after == presence::present);
  CHECK(role_tables<plain>::claims.size() == rows[0].claim_count + rows[1].claim_count + rows[2].claim_count);
}

TEST_CASE("tables: names are found by their digests") {
  const index_view index(role_tables<plain>::by_name);
  auto k = index.first(digest("Link the page"));
  while (k != no_index && k != 2) k = index.next(k);
  CHECK(k == 2);
}

TEST_CASE("tables: a chain visits its entries from the lowest, whatever the order of adding") {
  chained_index<4> index{};
  for (const std::size_t entry : std::array<std::size_t, 4>{2, 0, 3, 1}) index.add(entry, digest("same"));
  const index_view view(index);
  std::vector<std::size_t> visited;
  for (auto k = view.first(digest("same")); k != no_index; k = view.next(k)) visited.push_back(k);
  CHECK(visited == std::vector<std::size_t>{0, 1, 2, 3});
}
