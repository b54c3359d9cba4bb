#include <slipway/check/duplicate_operation.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto a = op<"Write it">(files::file("/a"));
constexpr auto same = op<"Write it">(files::file("/a"));
constexpr auto other_path = op<"Write it">(files::file("/b"));
constexpr auto other_mode = op<"Write it">(files::file("/a").mode("0600"));
constexpr auto first = op<"First">(files::file("/c"));
constexpr auto other_option = op<"Write it">(files::file("/a"), after(first));

inline constexpr auto once = role(a, same, role(a), role<"x">(other_path), role<"y">(a));
inline constexpr auto twice = role(first, a, other_path, other_mode, other_option);
inline constexpr auto prefixed = role(role<"x">(a), role<"x">(other_path));

template <const auto& Role>
std::vector<unsigned> lines() {
  std::vector<unsigned> all;
  for (std::size_t i = 0; i != found_in_role<Role>.count; ++i) {
    const auto& f = found_in_role<Role>.items[i];
    if (f.what != mistake::duplicate_operation) continue;
    all.push_back(f.who[0].line);
    all.push_back(f.who[1].line);
  }
  return all;
}
}  // namespace

TEST_CASE("duplicate_operation: one name, other values, whatever differs") {
  CHECK(lines<once>().empty());
  CHECK(lines<twice>() == std::vector<unsigned>{12, 14, 12, 15, 12, 17});
  CHECK(lines<prefixed>() == std::vector<unsigned>{12, 14});
  CHECK(found_in_role<prefixed>.items[0].who[0].second == "x: Write it");
}
