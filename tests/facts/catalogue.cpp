#include <slipway/facts/catalogue.hpp>

#include <algorithm>

#include "catch.hpp"
#include "gather.hpp"

TEST_CASE("catalogue: every fact has a name of its own, and its family answers it") {
  std::vector<std::string_view> names;
  for (const auto& fact : slipway::facts::catalogue()) {
    INFO(fact.name);
    names.push_back(fact.name);
    const auto answer = facts_test::gather(fact.family(), shells::all[0]);
    REQUIRE(answer.contains(std::string(fact.name)));
    const auto& value = answer.at(std::string(fact.name));
    if (fact.type == slipway::fact_type::number) CHECK(value.find_first_not_of("0123456789") == std::string::npos);
  }
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
}
