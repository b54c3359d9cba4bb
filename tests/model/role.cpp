#include <slipway/model/role.hpp>

#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr auto a = op<"a">(files::file("/a"));
constexpr auto b = op<"b">(files::file("/b"));
inline constexpr auto nested = role(a, role(b, role<"p">(a, role<"q">(b))), role());

std::vector<std::string> walk(const auto& r) {
  std::vector<std::string> names;
  const auto visit = [&](const auto& o, const detail::prefix_chain* prefixes) {
    std::string name(o.name.text);
    for (; prefixes != nullptr; prefixes = prefixes->outer) name = std::string(prefixes->text) + "/" + name;
    names.push_back(name);
  };
  detail::for_each_operation(r, nullptr, visit);
  return names;
}
}  // namespace

static_assert(is_role<std::remove_cvref_t<decltype(nested)>> && !is_role<std::remove_cvref_t<decltype(a)>>);
static_assert(detail::operations_in<std::remove_cvref_t<decltype(nested)>> == 4);
static_assert(detail::operations_in<std::remove_cvref_t<decltype(a)>> == 1);

TEST_CASE("role: the walk visits all operations in order, with the prefixes in force") {
  CHECK(walk(nested) == std::vector<std::string>{"a", "b", "p/a", "p/q/b"});
  CHECK(walk(role()).empty());
}

namespace {
struct page {
  std::string_view name, path;
};
constexpr std::array pages{page{"one", "/one"}, page{"two", "/two"}};
inline constexpr auto table = role(a, role_of(pages, [](const page& p) {
                                     return role(named(p.name), op<"write">(files::file(p.path)), b);
                                   }));
static_assert(detail::operations_in<std::remove_cvref_t<decltype(table)>> == 5);
static_assert(detail::has_prefixes<std::remove_cvref_t<decltype(table)>>);
}  // namespace

TEST_CASE("role: one for each element of a table, with a prefix of its own") {
  CHECK(walk(table) == std::vector<std::string>{"a", "one/write", "one/b", "two/write", "two/b"});
  CHECK(walk(role_of(std::array<page, 0>{}, [](const page& p) { return role(named(p.name), a); })).empty());
}
