#include <slipway/front/select.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {
inline constexpr auto motd = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));

template <sw::fixed_string Name>
struct m : sw::machine<Name> {
  static constexpr auto& operations = motd;
};
struct site : sw::layout<"site", m<"web-1">, m<"web-2">, m<"db:1">> {
  static constexpr auto selections =
      sw::selections(sw::selection<"webs">(sw::include("web-*")), sw::selection<"rest">(sw::exclude("web-1")));
};

/// The names that are taken, or the problem; `policy` says what happens to the second machine.
std::string taken(const patterns& asked, bool policy = true) {
  const auto result = select(sw::program_of<site>, asked, [&](std::size_t i) {
    return i == 1 ? policy_answer{policy, "its policy"} : policy_answer{};
  });
  if (!result.problem.empty()) return result.problem;
  std::string names;
  for (const auto& c : result.choices)
    if (c.selected) names += std::string(c.host->name) + " (" + c.reason + ") ";
  return names;
}
}  // namespace

TEST_CASE("select: exclude wins, an include overrides the policy, else the policy decides") {
  struct example {
    patterns asked;
    bool policy;
    std::string names;
  };
  for (const auto& e : {
           example{{}, true, "web-1 (default) web-2 (its policy) db:1 (default) "},
           example{{}, false, "web-1 (default) db:1 (default) "},
           example{{{"web-2"}, {}, {}}, false, "web-2 (include web-2) "},
           example{{{"Machine:*"}, {"*-?"}, {}}, true, "db:1 (include Machine:*) "},
           example{{{}, {"web-1"}, {}}, false, "db:1 (default) "},
           example{{{"db\\:*"}, {}, {}}, true, "db:1 (include db\\:*) "},
           example{{{"web-1", "db*"}, {"web-1"}, {}}, true, "db:1 (include db*) "},
           example{{{}, {}, {"webs"}}, false, "web-1 (include web-*) web-2 (include web-*) "},
           example{{{}, {}, {"webs", "rest"}}, true, "web-2 (include web-*) "},
           example{{{"Machine:db:1"}, {}, {"webs"}},
                   true,
                   "web-1 (include web-*) web-2 (include web-*) db:1 (include Machine:db:1) "},
       })
    CHECK(taken(e.asked, e.policy) == e.names);
}

namespace {
struct db : m<"db"> {};
struct cache : sw::machine<"cache", sw::depends_on<db>> {
  static constexpr auto& operations = motd;
};
struct web : sw::machine<"web", sw::depends_on<cache>> {
  static constexpr auto& operations = motd;
};
struct chain : sw::layout<"chain", web, cache, db> {};

std::string taken_of_chain(const patterns& asked) {
  std::string names;
  for (const auto& c : select(sw::program_of<chain>, asked, [](std::size_t) { return policy_answer{}; }).choices)
    if (c.selected) names += std::string(c.host->name) + " (" + c.reason + ") ";
  return names;
}
}  // namespace

TEST_CASE("select: whether something is included, of whatever the patterns are") {
  const auto by_name = [](const patterns& asked) {
    return select(sw::program_of<site>, asked, [](std::size_t) { return policy_answer{}; }).by_name;
  };
  CHECK_FALSE(by_name({}));
  CHECK_FALSE(by_name({{}, {"*"}, {}}));
  CHECK_FALSE(by_name({{}, {}, {"rest"}}));
  CHECK(by_name({{"web-1"}, {"web-1"}, {}}));
  CHECK(by_name({{}, {}, {"webs", "rest"}}));
}

TEST_CASE("select: with what the selected depend on") {
  CHECK(taken_of_chain({{"web"}, {}, {}, false}) == "web (include web) ");
  CHECK(taken_of_chain({{"web"}, {}, {}, true}) ==
        "web (include web) cache (dependency of Machine:web) db (dependency of Machine:cache) ");
  CHECK(taken_of_chain({{"web"}, {"db"}, {}, true}) == "web (include web) cache (dependency of Machine:web) ");
}

TEST_CASE("select: with what depends on the selected") {
  patterns asked{{"db"}, {}, {}};
  asked.with_dependents = true;
  CHECK(taken_of_chain(asked) == "web (depends on Machine:cache) cache (depends on Machine:db) db (include db) ");
}

TEST_CASE("select: what has left the layout") {
  const sw::deployable gone{"Machine", "gone-1", nullptr, nullptr, {}};
  const sw::deployable* const departed[] = {&gone};
  const auto no_policy = [](std::size_t) { return policy_answer{}; };
  CHECK(select(sw::program_of<site>, {{"gone-*"}, {}, {}}, no_policy, departed).problem.empty());
  CHECK_FALSE(select(sw::program_of<site>, {{"gone-*"}, {}, {}}, no_policy).problem.empty());
  CHECK(takes({}, "Machine", "gone-1"));
  CHECK(takes({{"Machine:gone-*"}, {}, {}}, "Machine", "gone-1"));
  CHECK_FALSE(takes({{"web-*"}, {}, {}}, "Machine", "gone-1"));
  CHECK_FALSE(takes({{"gone-*"}, {"*-1"}, {}}, "Machine", "gone-1"));
  CHECK_FALSE(takes({{}, {}, {"webs"}}, "Machine", "gone-1"));
}

TEST_CASE("select: what is no pattern, and what matches nothing") {
  CHECK(taken({{"wbe-1"}, {}, {}}) == "no deployable of 'site' matches 'wbe-1'; did you mean 'web-1'?");
  CHECK(taken({{"web"}, {}, {}}) == "no deployable of 'site' matches 'web'; did you mean 'web-1' or 'web-2'?");
  CHECK(taken({{"wbe-1*"}, {}, {}}) == "no deployable of 'site' matches 'wbe-1*'; did you mean 'web-1'?");
  CHECK(taken({{"Machine:web"}, {}, {}}) ==
        "no deployable of 'site' matches 'Machine:web'; did you mean 'Machine:web-1' or 'Machine:web-2'?");
  CHECK(taken({{"machine:web-1"}, {}, {}}).starts_with("no deployable of 'site' matches 'machine:web-1'"));
  CHECK(taken({{}, {"web-\\"}, {}}) == "'web-\\' is not a pattern: it is empty, or ends in a backslash that quotes nothing");
  CHECK(taken({{}, {}, {"wbs"}}) == "'site' has no selection 'wbs'; did you mean 'webs'?");
}

TEST_CASE("select: policies that cannot matter are not asked") {
  int asked = 0;
  const auto ask = [&](std::size_t) {
    ++asked;
    return policy_answer{};
  };
  (void)select(sw::program_of<site>, {{"web-1"}, {}, {}}, ask);
  CHECK(asked == 0);
  (void)select(sw::program_of<site>, {{}, {"web-*"}, {}}, ask);
  CHECK(asked == 1);
}
