#include <slipway/resources/group.hpp>

#include "catch.hpp"

#include <slipway/check/conflicting_operations.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::server::group;
using namespace slipway::tests;

namespace {
constexpr std::string_view recorded =
    "root:x:0:\n"
    "docker:x:998:deploy,admin\n"
    "app:x:1000:\n"
    "app:x:1001:\n"
    "last:x:65534:a";  // without a newline
}

TEST_CASE("group: states") {
  struct example {
    sw::resources::group_resource what;
    std::string desired, found;
  };
  const std::vector<example> examples{
      {group("app"), "group", "group"},
      {group("app").gid(1000), "group gid=1000", "group gid=1000"},  // the first of a name counts
      {group("app").gid(5).system(), "group gid=5", "group gid=1000"},
      {group("app").absent(), "absent", "group"},
      {group("ap").absent(), "absent", "absent"},
      {group("last").gid(65534), "group gid=65534", "group gid=65534"},
      {group("nobody").system(), "group", "absent"},
  };
  for (const auto& t : all_tools()) {
    const scratch s;
    s.write("group", recorded);
    s.write("passwd", "");
    host h(t);
    h.set("passwd_file", s.path("passwd"));
    h.set("group_file", s.path("group"));
    for (const auto& e : examples) {
      INFO(t.name << ": " << e.what.name.text << " " << e.desired);
      CHECK(e.what.desired(host::no_data()) == e.desired);
      CHECK(h.probe(e.what) == e.found);
    }
    h.set("group_file", s.path("missing"));
    CHECK(h.probe(group("app")) == "unreadable");
  }
}

TEST_CASE("group: commands") {
  struct example {
    sw::resources::group_resource what;
    std::string command;
  };
  const std::vector<example> examples{
      {group("new"), "groupadd new"},
      {group("new").system(), "groupadd -r new"},
      {group("new").gid(7).system(), "groupadd -g 7 -r new"},
      {group("app").gid(7), "groupmod -g 7 app"},
      {group("app").system(), ""},
      {group("app").absent(), "groupdel app"},
  };
  for (const auto& t : all_tools()) {
    const scratch s;
    s.write("group", recorded);
    s.write("passwd", "");
    host h(t);
    h.set("passwd_file", s.path("passwd"));
    h.set("group_file", s.path("group"));
    h.imitate("groupadd");
    h.imitate("groupmod");
    h.imitate("groupdel");
    for (const auto& e : examples) {
      const auto o = h.carry_out(e.what);
      INFO(t.name << ": " << e.command << ", " << o.output);
      CHECK(o.applied);
      CHECK(h.imitated() == e.command);
    }
  }
}

TEST_CASE("group: wrong arguments") {
  for (const char* wrong : {"", "App", "1app", "-app", "a b", "a:b", "a.b", "a$b", "$", "abcdefghijklmnopqrstuvwxyzabcdefg"}) {
    INFO(wrong);
    CHECK_THROWS_WITH(group(wrong), Catch::Matchers::StartsWith("user_or_group_name_is_not_valid"));
  }
  for (const char* right : {"a", "_apt", "www-data", "app2", "machine$", "abcdefghijklmnopqrstuvwxyzabcdef"})
    CHECK_NOTHROW(group(right));
  CHECK_THROWS_WITH(group("a").system().absent(), "something_absent_has_no_other_attributes: 'a'");
  CHECK_THROWS_WITH(group("a").absent().gid(1), "something_absent_has_no_other_attributes: 'a'");
  CHECK(group("a").absent().undo(host::no_data()).irreversible != "");
}

namespace {
constexpr auto one = claims_of<1>(group("app").gid(1));
constexpr auto other = claims_of<1>(group("app").gid(2));
static_assert(one[0].space == "group" && one[0].subject == "app");
static_assert(sw::rules::conflict(one[0], other[0]) && !sw::rules::conflict(one[0], one[0]));
static_assert(row_of(group("app")).needs_root);
}  // namespace
