#include <slipway/check/layout_view.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/file.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
inline constexpr auto motd = role(op<"Say who we are">(files::file("/etc/motd").content("x")));

template <fixed_string Name, class... Needed>
struct m : machine<Name, depends_on<Needed...>> {
  static constexpr auto& operations = motd;
};
struct db : m<"db"> {};
struct cache : m<"cache", db> {};
struct web : m<"web", cache, db> {};
struct backends : enclave<"backends", db, cache> {};
struct front : m<"front", backends> {};
struct right : layout<"right", web, backends, front> {};

struct inner;
struct outer : m<"outer", inner> {};
struct middle : m<"middle", outer> {};
struct inner : m<"inner", middle> {};
struct waits : m<"waits", outer> {};
struct itself : m<"itself", itself> {};
struct circle : layout<"round", waits, outer, middle, inner> {};
struct own : layout<"own", itself> {};
struct open_ended : layout<"open", web, db> {};
struct twice : layout<"twice", db, enclave<"other", m<"db">>, cache> {};

struct chosen : layout<"chosen", web, db, cache> {
  static constexpr auto selections =
      slipway::selections(selection<"data">(include("Machine:db", "c*")), selection<"rest">(exclude("db", "wbe")),
                          selection<"other">(include("machine:*")));
};

template <class Layout>
std::vector<std::string> mistakes() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found<Layout>.count; ++i) {
    std::string text;
    for (const auto& who : found<Layout>.items[i].who)
      if (!who.second.empty()) text += (text.empty() ? "" : " ") + std::string(who.second);
    all.push_back(text);
  }
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

static_assert(check<right>);
static_assert(matches<right>(include("*")) == 4 && matches<right>(include("w*", "Machine:d?")) == 2);
static_assert(matches<right>(exclude("web")) == 3 && matches<right>(include("*").exclude("*b", "c*")) == 1);
static_assert(rows<db>.size() == 1 && rows<db>[0].name == "Say who we are");
static_assert(view_of_layout<right>.dependencies.size() == 5);  // an enclave stands for both that it holds

TEST_CASE("layout: dependencies in a circle, on itself, and out of the layout") {
  CHECK(mistakes<circle>() == lines{"outer inner"});
  CHECK(mistakes<own>() == lines{"itself itself"});
  CHECK(mistakes<open_ended>() == lines{"web cache"});
}

TEST_CASE("layout: one name, two deployables") { CHECK(mistakes<twice>() == lines{"db"}); }

TEST_CASE("layout: patterns of selections that match nothing") {
  CHECK(mistakes<chosen>() == lines{"rest wbe", "other machine:*"});
}
