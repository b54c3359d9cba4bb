#include <slipway/check/unused_data.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
inline constexpr auto pages = role(op<"One">(files::file("/1").from_template("{{used}} {{own}} {{ outer }}", let<"own">(1))),
                                   op<"Two">(files::file("/2").content("{{not a template}}")));
struct a : machine<"a"> {
  static constexpr auto data = slipway::data(let<"used">(1), let<"own">(2), let<"nobody">(3));
  static constexpr auto& operations = pages;
};
struct b : machine<"b"> {
  static constexpr auto& operations = pages;
};
struct inner : enclave<"inner", a> {
  static constexpr auto data = slipway::data(let<"outer">(1), let<"not a template">(2));
};
struct site : layout<"site", inner, b> {
  static constexpr auto data = slipway::data(let<"used">(1), let<"region">("eu"));
};
}  // namespace

TEST_CASE("unused_data: what no text takes, nearest first") {
  findings found;
  find_unused_data<site>(found);
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found.count; ++i) {
    CHECK(found.items[i].what == mistake::unused_data);
    CHECK(found.items[i].who[0].line != 0);
    all.push_back(std::string(found.items[i].who[0].second) + " of " + std::string(found.items[i].who[1].second));
  }
  CHECK(all == std::vector<std::string>{"region of site", "not a template of inner", "own of a", "nobody of a"});
  CHECK(rules::found<site>.count == 1);  // the hole that nothing fills on b; notes only when they are asked for
}
