#include <slipway/plan/needed.hpp>

#include <slipway/dsl.hpp>
#include <slipway/facts/packages.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/model/answered.hpp>
#include <slipway/plan/script.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using sw::let, sw::op;

namespace {

struct plain : sw::machine<"plain"> {
  // nothing uses it
  static constexpr auto data = sw::data(let<"name">(sw::fact::hostname));
  static constexpr auto operations = sw::role(op<"Write it">(sw::files::file("/a").content("a")));
};
struct asking : sw::machine<"asking"> {
  static constexpr auto data = sw::data(let<"name">(sw::fact::hostname));
  static constexpr auto operations =
      sw::role(op<"Greet">(sw::files::file("/a").from_template("{{name}}")),
               op<"Configure">(sw::files::file("/b").content("b"),
                               sw::when(sw::fact::package("nginx").exists&& sw::fact::arch == "x86_64")),
               op<"Compare">(sw::files::file("/c").content("c"),
                             sw::when(sw::fact::package("it's").version == "1" && sw::fact::file("/a").size == 7)));
};
struct site : sw::layout<"site", plain, asking> {};
constexpr auto& described = sw::program_of<site>.deployables;

}  // namespace

TEST_CASE("needed: a program that uses no fact asks its hosts for none") {
  CHECK(needed_facts(described[0]).empty());
  const source_table none;
  const host_scope nothing_known(described[0].data, none, nullptr);
  CHECK(phase_one_script(described[0], nothing_known, {"N", needed_facts(described[0])}).find("facts_") == std::string::npos);
}

TEST_CASE("needed: each family is asked once, for what is used of it") {
  std::string all;
  for (const auto& asked : needed_facts(described[1])) all += std::string(asked.family->name) + asked.words + "\n";
  const auto key = sw::fact_key(sw::fact::file("/a").size.reference()).substr(std::string("file.size@").size());
  CHECK(all == "system\npackages 'it'\\''s' nginx\nfile " + key + " /a ,file.size,\n");
}
