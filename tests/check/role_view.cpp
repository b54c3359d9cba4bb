#include <slipway/check/role_view.hpp>

#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto a = op<"a">(files::file("/a"));
constexpr auto b = op<"b">(files::file("/b"), after(a), when(changed(a)));
inline constexpr auto nested = role(a, role<"x">(a, role<"y">(a, b), b), b);
constexpr auto view = view_of<nested>;

constexpr std::size_t find(std::size_t from, std::string_view name) { return view.find(view.rows[from], {name, digest(name)}); }
}  // namespace

// 0: a, 1: x: a, 2: x: y: a, 3: x: y: b, 4: x: b, 5: b
static_assert(view.rows[3].name == "x: y: b");
static_assert(find(3, "a") == 2);  // in the same role
static_assert(find(4, "a") == 1);
static_assert(find(5, "a") == 0);
static_assert(find(5, "x: y: a") == 2);
static_assert(find(5, "y: a") == no_index);
static_assert(find(4, "y: a") == 2);
static_assert(find(0, "c") == no_index);
static_assert(view.claims_of(2).size() == 1 && view.claims_of(2)[0].subject == "/a");

TEST_CASE("role_view: every operation that a row names") {
  std::vector<std::string> named;
  for_each_reference(view.rows[5], [&](const name_reference& r, bool condition) {
    named.push_back(std::string(r.name) + (condition ? "?" : ""));
  });
  CHECK(named == std::vector<std::string>{"a", "a?"});
}
