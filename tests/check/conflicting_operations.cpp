#include <slipway/check/conflicting_operations.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/link.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr claim make(claim_kind kind, std::string_view subject, std::string_view part, std::string_view wanted) {
  return {kind, "path", subject, digest(subject), part, value_digest().add(wanted)};
}
constexpr auto exclusive = claim_kind::exclusive;
constexpr auto part = claim_kind::part;
}  // namespace

TEST_CASE("conflicting_operations: which claims conflict") {
  struct example {
    claim a, b;
    bool conflicts;
  };
  const example examples[]{
      {make(exclusive, "/a", "", "x"), make(exclusive, "/a", "", "y"), true},
      {make(exclusive, "/a", "", "x"), make(exclusive, "/a", "", "x"), false},  // one thing
      {make(exclusive, "/a", "", "x"), make(exclusive, "/b", "", "y"), false},
      {make(exclusive, "/a", "", "x"), make(part, "/a", "line:1", "x"), true},
      {make(part, "/a", "line:1", "x"), make(part, "/a", "line:1", "y"), true},
      {make(part, "/a", "line:1", "x"), make(part, "/a", "line:2", "y"), false},
      {make(part, "/a", "line:1", "x"), make(part, "/a", "line:1", "x"), false},
      {make(part, "/a", "line:1", "x"), make(part, "/b", "line:1", "y"), false},
      {make(claim_kind::affects, "/a", "", "x"), make(exclusive, "/a", "", "y"), false},
      {make(claim_kind::reads, "/a", "", "x"), make(exclusive, "/a", "", "y"), false},
  };
  for (const auto& e : examples) {
    INFO(e.a.subject << " " << e.a.part << " and " << e.b.subject << " " << e.b.part);
    CHECK(conflict(e.a, e.b) == e.conflicts);
    CHECK(conflict(e.b, e.a) == e.conflicts);
  }
  auto package = make(exclusive, "/a", "", "y");
  package.space = "package";
  CHECK_FALSE(conflict(package, make(exclusive, "/a", "", "x")));
}

namespace {
constexpr unsigned first_line = __LINE__ + 1;
constexpr auto motd = op<"Say who we are">(files::file("/etc/motd").content("a"));
constexpr auto other = op<"Say something">(files::file("/etc/motd").content("b"));
constexpr auto same = op<"Say it again">(files::file("/etc/motd").content("a"));
constexpr auto gone = op<"Say nothing">(files::file("/etc/motd").absent());
constexpr auto folder = op<"Make a folder">(files::directory("/etc/motd"));
constexpr auto elsewhere = op<"Say it elsewhere">(files::file("/etc/issue").content("b"));

inline constexpr auto harmless = role(motd, same, elsewhere);
inline constexpr auto wrong = role(motd, elsewhere, other, gone, folder);
}  // namespace

TEST_CASE("conflicting_operations: found in a role, each with the first that it conflicts with") {
  CHECK(found_in_role<harmless>.count == 0);

  constexpr auto& found = found_in_role<wrong>;
  REQUIRE(found.count == 3);
  const auto conflict_with_motd = [](std::string_view name, unsigned lines_below) {
    culprit first("Say who we are"), second(name);
    first.line = first_line;
    second.line = first_line + lines_below;
    return finding{mistake::conflicting_operations, {first, second, culprit("path", "/etc/motd")}};
  };
  CHECK(found.items[0] == conflict_with_motd("Say something", 1));
  CHECK(found.items[1] == conflict_with_motd("Say nothing", 3));
  CHECK(found.items[2] == conflict_with_motd("Make a folder", 4));
}
