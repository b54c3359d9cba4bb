#include <slipway/check/dependencies.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto a = op<"a">(files::file("/a"));
constexpr auto b = op<"b">(files::file("/b"), after(a));
constexpr auto c = op<"c">(files::file("/c"), when(changed(a) && !changed(b)), after(b));
constexpr auto itself = op<"c">(files::file("/c"), after(c));

inline constexpr auto right = role(a, b, c);
inline constexpr auto missing = role(b);
inline constexpr auto later = role(c, a, b);
inline constexpr auto loop = role(itself);
// names are values: a circle is made with one that stands for another operation
constexpr auto last = op<"d3">(files::file("/d"));
constexpr auto d1 = op<"d1">(files::file("/d1"), after(last));
constexpr auto d2 = op<"d2">(files::file("/d2"), after(d1));
constexpr auto d3 = op<"d3">(files::file("/d3"), after(d2));
inline constexpr auto circle = role(d1, d2, d3);
inline constexpr auto prefixed = role(role<"x">(a, b), role<"y">(role<"z">(b), a));
inline constexpr auto outside = role(a, role<"x">(b));

std::vector<std::string> texts(const findings& found) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found.count; ++i) {
    const auto& f = found.items[i];
    all.push_back((f.what == mistake::missing_dependency        ? "missing "
                   : f.what == mistake::dependency_listed_later ? "later "
                   : f.what == mistake::dependency_cycle        ? "cycle "
                                                                : "? ") +
                  std::string(f.who[0].second) + " " + std::string(f.who[1].second));
  }
  return all;
}
using list = std::vector<std::string>;

template <const auto& Role>
std::vector<std::string> edges() {
  std::vector<std::string> all;
  for_each_edge(view_of<Role>, 0, 100,
                [&](const edge& e) { all.push_back(std::to_string(e.from) + (e.condition ? "?" : "-") + std::to_string(e.to)); });
  return all;
}
}  // namespace

TEST_CASE("dependencies: what is missing, and what is listed later") {
  CHECK(texts(found_in_role<right>) == list{});
  CHECK(texts(found_in_role<missing>) == list{"missing b a"});
  CHECK(texts(found_in_role<later>) == list{"later c b", "later c a"});
  CHECK(texts(found_in_role<loop>) == list{"cycle c c"});
  CHECK(texts(found_in_role<circle>) == list{"cycle d1 d3"});
}

TEST_CASE("dependencies: a name means the nearest operation, inside the same prefixes first") {
  CHECK(texts(found_in_role<outside>) == list{});
  CHECK(edges<outside>() == list{"0-1"});
  CHECK(texts(found_in_role<prefixed>) == list{"later y: z: b y: a"});
  CHECK(edges<prefixed>() == list{"0-1", "3-2"});
}

TEST_CASE("dependencies: an edge for each operation that another names") {
  CHECK(edges<right>() == list{"0-1", "1-2", "0?2", "1?2"});
}
