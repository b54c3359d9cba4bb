#include <slipway/check/condition_of_data.hpp>

#include <slipway/facts/os.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
std::vector<std::string> mistakes(const condition<1>& c) {
  const std::array data{let<"workers">(4), let<"who">("us"), let<"debug">(true), let<"system">(fact::os.id)};
  row r{};
  r.name = "Tune it";
  r.condition = c.tokens;
  findings found{};
  find_wrong_data_in_condition(r, data, culprit("Machine", "web"), found);
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found.count; ++i)
    all.push_back((found.items[i].what == mistake::missing_data ? "missing " : "type ") +
                  std::string(found.items[i].who[1].second));
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("condition_of_data: each machine has the data, of the type that it is compared with") {
  CHECK(mistakes(data_of<"workers"> > 2) == lines{});
  CHECK(mistakes(data_of<"who"> == "them") == lines{});
  CHECK(mistakes(slipway::detail::as_condition(data_of<"debug">)) == lines{});
  CHECK(mistakes(data_of<"system"> == "debian") == lines{});
  CHECK(mistakes(data_of<"wrokers"> > 2) == lines{"missing wrokers"});
  CHECK(mistakes(data_of<"workers"> == "4") == lines{"type workers"});
  CHECK(mistakes(data_of<"who"> == 4) == lines{"type who"});
  CHECK(mistakes(data_of<"workers"> == true) == lines{"type workers"});
  CHECK(mistakes(data_of<"system"> > 4) == lines{"type system"});
}
