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
