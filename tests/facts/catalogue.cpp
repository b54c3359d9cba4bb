#include <slipway/facts/catalogue.hpp>

#include <algorithm>

#include <slipway/facts/os.hpp>
#include <slipway/model/answered.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace slipway;

namespace {
// as the fact's own header says it, and as its family's table does
template <fixed_string Name, class T>
void check_declared(const fact_of<Name, T>& fact) {
  const auto r = fact.reference();
  INFO(r.name);
  const auto& f = r.family();
  const auto name = f.shape == fact_shape::list ? r.name.substr(r.name.rfind('.') + 1) : r.name;
  const auto field = std::ranges::find(f.fields, name, &fact_field::name);
  if (f.shape == fact_shape::list && name == "exists") return;
  REQUIRE(field != f.fields.end());
  CHECK(field->type == r.type);
}
}  // namespace

TEST_CASE("catalogue: every fact has a name of its own, and its probe is called like its family") {
  std::vector<std::string_view> names;
  for (const auto family : facts::catalogue()) {
    const auto& f = family();
    INFO(f.name);
    if (f.shape == fact_shape::list) names.push_back(f.name);
    else
      for (const auto& field : f.fields) names.push_back(field.name);
    CHECK_FALSE(f.fields.empty());
    CHECK(f.probe.find("facts_" + std::string(f.name) + "() {") != std::string_view::npos);
    CHECK((f.shape == fact_shape::scalars) == f.subject.empty());
  }
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("catalogue: facts are of the type that their tables say") {
  check_declared(fact::os.family);
  check_declared(fact::uptime);
  check_declared(fact::reboot_required);
  check_declared(fact::file("/a").inode);
  check_declared(fact::mount("/").free);
  check_declared(fact::mount("/").exists);
  check_declared(fact::service("a").running);
  check_declared(fact::user("a").uid);
  check_declared(fact::package("a").version);
  check_declared(fact::certificate("/a").expires);
  check_declared(fact::git("/a").clean);
  check_declared(fact::lines<"x">("/a").count);
}

// what a probe prints here depends on this machine; that it prints what its table promises does not
TEST_CASE("catalogue: every probe runs on this machine, with every shell") {
  for (const auto& shell : shells::all) {
    for (const auto family : facts::catalogue()) {
      const auto& f = family();
      if (f.shape == fact_shape::subjects) continue;
      INFO(shell.back() << ": " << f.name);
      const auto found = facts_test::gather(f, shell, {}, " </dev/null 2>/dev/null");
      CHECK_FALSE(found.contains("status"));
      for (const auto& [name, value] : found) {
        if (f.shape == fact_shape::list) {
          CHECK(name == f.name);
          for (const auto& line : record_lines(value)) CHECK(line.size() == f.fields.size());
          continue;
        }
        const auto field = std::ranges::find(f.fields, name, &fact_field::name);
        REQUIRE(field != f.fields.end());
        if (field->type == fact_type::number) CHECK(value.find_first_not_of("-0123456789") == std::string::npos);
        if (field->type == fact_type::boolean) CHECK((value == "true" || value == "false"));
      }
    }
  }
}

TEST_CASE("catalogue: the shell text of every probe passes shellcheck") {
  // words on purpose (SC2086), variables and functions that others use (SC2034, SC2154, SC2317), functions with words that are
  // left out (SC2119, SC2120), names in messages (SC1003), a program's name in a variable (SC2209), a file named for a record
  // while it is read (SC2094), arguments that shells expand later (SC2016)
  const auto families = facts::catalogue();
  for (std::size_t from = 0; from < families.size(); from += 8) {
    std::string some;
    for (const auto family : families.subspan(from, std::min<std::size_t>(8, families.size() - from))) some += family().probe;
    CHECK(shells::shellcheck(some, "SC1003,SC2016,SC2034,SC2086,SC2094,SC2119,SC2120,SC2154,SC2209,SC2317") == "");
  }
}
