#include <slipway/check/check.hpp>

#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto page = op<"page">(files::file("/page").from_template("{{who}}"));
constexpr auto second = op<"second">(files::file("/second"), after(page));
inline constexpr auto pages = role(page);
inline constexpr auto backwards = role(second, page);

struct a : machine<"a"> {
  static constexpr auto data = slipway::data(let<"who">("us"));
  static constexpr auto& operations = pages;
};
struct b : machine<"b"> {
  static constexpr auto& operations = pages;
};
struct c : machine<"c"> {
  static constexpr auto data = slipway::data(let<"who">("them"));
  static constexpr auto& operations = pages;
};
struct without : machine<"without"> {};
struct with_something_else : machine<"with something else"> {
  static constexpr int operations = 3;
};
struct wrong_order : machine<"wrong order"> {
  static constexpr auto& operations = backwards;
};
struct alone : machine<"alone"> {
  static constexpr auto& operations = backwards;
};
struct rack : enclave<"rack", b, wrong_order> {
  static constexpr auto data = slipway::data(let<"who">("the rack"));
};

struct right : layout<"right", a> {};
struct right_with_an_enclave : layout<"right too", a, enclave<"inner", c>> {};
struct nothing_fills : layout<"nothing fills", a, b> {};
struct all_wrong : layout<"all wrong", without, rack, with_something_else, alone> {};

template <class Layout>
std::vector<std::string> mistakes() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found<Layout>.count; ++i) {
    const auto& f = found<Layout>.items[i];
    std::string text = std::to_string(static_cast<int>(f.what));
    for (const auto& who : f.who)
      if (!who.second.empty()) text += " " + std::string(who.first) + (who.first.empty() ? "" : ":") + std::string(who.second);
    all.push_back(text);
  }
  return all;
}
std::string number(mistake m) { return std::to_string(static_cast<int>(m)); }
}  // namespace

static_assert(check<right> && check<right_with_an_enclave>);

TEST_CASE("check: holes are filled by what stands around a machine") {
  CHECK(mistakes<nothing_fills>() == std::vector<std::string>{number(mistake::unfilled_hole) + " page who Machine:b"});
}

TEST_CASE("check: all mistakes of a layout, those of a shared role once") {
  CHECK(mistakes<all_wrong>() == std::vector<std::string>{
                                     number(mistake::no_operations) + " Machine:without",
                                     number(mistake::dependency_listed_later) + " second page",
                                     number(mistake::no_operations) + " Machine:with something else",
                                     number(mistake::unfilled_hole) + " page who Machine:alone",
                                 });
}
