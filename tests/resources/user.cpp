#include <slipway/resources/user.hpp>

#include "catch.hpp"

#include <slipway/check/conflicting_operations.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::server::user;
using namespace slipway::tests;

namespace {

constexpr std::string_view recorded_passwd =
    "root:x:0:0:root:/root:/bin/bash\n"
    "+::::::\n"
    "app:x:1000:1000:The \\ \"app\", $x `y`:/srv/app:/usr/sbin/nologin\n"
    "app:x:1001:1001:another:/home/app:/bin/sh\n"
    "appx:x:1002:1002::/home/appx:\n"
    "lonely:x:1003:999::/home/lonely:/bin/sh";  // without a newline, and its group has no name

constexpr std::string_view recorded_group =
    "root:x:0:\n"
    "zoo:x:2000:appx,app\n"
    "app:x:1000:\n"
    "docker:x:998:deploy,app,admin\n"
    "appx:x:1002:\n"
    "wheel:x:10:root\n"
    "adm:x:4:app";

struct files {
  scratch s;
  void use_in(host& h) const {
    s.write("passwd", recorded_passwd);
    s.write("group", recorded_group);
    h.set("passwd_file", s.path("passwd"));
    h.set("group_file", s.path("group"));
  }
};

}  // namespace

TEST_CASE("user: states") {
  struct example {
    sw::resources::user_resource what;
    std::string desired, found;
  };
  const std::vector<example> examples{
      {user("app"), "user", "user"},
      {user("ap"), "user", "absent"},
      {user("app").absent(), "absent", "user"},
      {user("app").home("/srv/app").shell("/usr/sbin/nologin").system(), "user home=/srv/app shell=/usr/sbin/nologin",
       "user home=/srv/app shell=/usr/sbin/nologin"},
      {user("app").uid(5).group("wheel"), "user uid=5 group=wheel", "user uid=1000 group=app"},
      {user("app").comment("The \\ \"app\", $x `y`"), "user comment=The \\\\ \"app\", $x `y`",
       "user comment=The \\\\ \"app\", $x `y`"},
      {user("appx").comment("").shell("/bin/sh"), "user shell=/bin/sh comment=", "user shell= comment="},
      {user("app").groups("zoo", "adm", "docker"), "user groups=adm,docker,zoo", "user groups=adm,docker,zoo"},
      // those that are not asked for come last
      {user("app").groups("docker", "wheel"), "user groups=docker,wheel", "user groups=docker,zoo,adm"},
      {user("app").groups(), "user groups=", "user groups=zoo,docker,adm"},
      {user("lonely").groups(), "user groups=", "user groups="},
      {user("app").member_of("zoo", "adm"), "user member_of=zoo,adm", "user member_of=zoo,adm"},
      {user("app").member_of("zoo", "wheel"), "user member_of=zoo,wheel", "user member_of=zoo"},
      {user("app").member_of("app"), "user member_of=app", "user member_of=app"},
      {user("lonely").group("wheel").home("/home/lonely"), "user group=wheel home=/home/lonely", "user group= home=/home/lonely"},
  };
  for (const auto& t : all_tools()) {
    const files f;
    host h(t);
    f.use_in(h);
    for (const auto& e : examples) {
      INFO(t.name << ": " << e.what.name.text << ", " << e.desired);
      CHECK(e.what.desired(host::no_data()) == e.desired);
      CHECK(h.probe(e.what) == e.found);
    }
    h.set("passwd_file", f.s.path("missing"));
    CHECK(h.probe(user("app")) == "unreadable");
  }
}

TEST_CASE("user: only what is needed is done") {
  struct example {
    sw::resources::user_resource what;
    std::string command;
  };
  const std::vector<example> examples{
      {user("new"), "useradd -m -U new"},
      {user("new").system().home("/srv/new").shell("/usr/sbin/nologin"), "useradd -r -M -U -d /srv/new -s /usr/sbin/nologin new"},
      {user("new").uid(7).group("wheel").comment("a 'b' $c").groups("zoo", "adm"),
       "useradd -m -g wheel -u 7 -c a 'b' $c -G adm,zoo new"},
      {user("new").member_of("zoo", "adm"), "useradd -m -U -G zoo,adm new"},
      {user("wheel"), "useradd -m -g wheel wheel"},  // the group is there already
      {user("app").home("/srv/app").system(), ""},
      {user("app").home("/srv/new").shell("/usr/sbin/nologin").uid(1000), "usermod -d /srv/new app"},
      {user("app").uid(7).group("wheel").shell("/bin/sh").comment(""), "usermod -u 7 -g wheel -s /bin/sh -c  app"},
      {user("app").groups("zoo", "docker", "adm"), ""},
      {user("app").groups("zoo", "wheel"), "usermod -G wheel,zoo app"},
      {user("app").groups(), "usermod -G  app"},
      {user("app").member_of("docker", "wheel", "root"), "usermod -a -G wheel,root app"},
      {user("app").member_of("docker", "app"), ""},
      {user("app").absent(), "userdel app"},
  };
  for (const auto& t : all_tools()) {
    const files f;
    host h(t);
    f.use_in(h);
    for (const char* command : {"useradd", "usermod", "userdel"}) h.imitate(command);
    for (const auto& e : examples) {
      const auto o = h.carry_out(e.what);
      INFO(t.name << ": " << e.command << ", " << o.output);
      CHECK(o.applied);
      CHECK(h.imitated() == e.command);
    }
  }
}

TEST_CASE("user: many at once") {
  const host h(all_tools().front());
  const scratch s;
  std::string passwd, group, words;
  for (int i = 0; i != 2000; ++i) {
    const auto n = std::to_string(i), user_name = "u" + n;
    passwd.append(user_name)
        .append(":x:")
        .append(n)
        .append(":")
        .append(n)
        .append("::/home/")
        .append(user_name)
        .append(":/bin/sh\n");
    group.append(user_name).append(":x:").append(n).append(":\n");
    if (i % 50 != 0) continue;
    sw::shell_words w;
    w.begin(static_cast<std::size_t>(i));
    user(std::string_view(user_name)).group(user_name).groups("u1").probe(host::no_data(), w);
    words += " " + w.text();
  }
  s.write("passwd", passwd);
  s.write("group", group + "all:x:9999:u50,u100\n");
  const auto said = h.run(std::string(sw::plan::prelude_shell()).append(sw::resources::account_family().probe) +
                          "passwd_file=" + s.path("passwd") + " group_file=" + s.path("group") + "\nprobe_account" + words +
                          "\necho \"$s_0; $s_50; $s_1950\"\n");
  CHECK(said == "user group=u0 groups=; user group=u50 groups=all; user group=u1950 groups=\n");
}

TEST_CASE("user: wrong arguments") {
  using Catch::Matchers::StartsWith;
  CHECK_THROWS_WITH(user("App"), StartsWith("user_or_group_name_is_not_valid"));
  CHECK_THROWS_WITH(user("a").groups("b", "c d"), "user_or_group_name_is_not_valid: 'c d'");
  CHECK_THROWS_WITH(user("a").member_of("1"), "user_or_group_name_is_not_valid: '1'");
  CHECK_THROWS_WITH(user("a").group("1"), "user_or_group_name_is_not_valid: '1'");
  CHECK_THROWS_WITH(user("a").home("srv"), "path_must_be_absolute: 'srv'");
  CHECK_THROWS_WITH(user("a").home("/srv:x"), "text_must_not_contain_a_colon_or_newline: '/srv:x'");
  CHECK_THROWS_WITH(user("a").comment("x\ny"), "text_must_not_contain_a_colon_or_newline: 'x\ny'");
  CHECK_THROWS_WITH(user("a").groups("b").member_of("c"), "groups_and_member_of_exclude_each_other: 'a'");
  CHECK_THROWS_WITH(user("a").uid(1).absent(), "something_absent_has_no_other_attributes: 'a'");
  CHECK_THROWS_WITH(user("a").absent().system(), "something_absent_has_no_other_attributes: 'a'");
  CHECK(user("a").absent().undo(host::no_data()).irreversible != "");
}

namespace {

constexpr auto normal = claims_of<3>(user("app").home("/srv/app"));
static_assert(normal[0].kind == sw::claim_kind::exclusive && normal[0].space == "user" && normal[0].subject == "app" &&
              normal[0].after == sw::presence::present);
static_assert(normal[1].kind == sw::claim_kind::affects && normal[1].space == "group" && normal[1].subject == "app");
static_assert(normal[2].kind == sw::claim_kind::affects && normal[2].space == "path" && normal[2].subject == "/srv/app");

constexpr auto in_group = claims_of<4>(user("app").system().home("/srv/app").member_of("docker"));
static_assert(in_group[1].kind == sw::claim_kind::reads && in_group[1].space == "group" && in_group[1].subject == "docker");
static_assert(in_group[2].kind == sw::claim_kind::part && in_group[2].subject == "docker" && in_group[2].part == "app");

constexpr auto exact = claims_of<4>(user("app").group("a").groups("b", "c"));
static_assert(exact[1].subject == "a" && exact[2].subject == "b" && exact[3].subject == "c");

constexpr auto gone = claims_of<2>(user("app").absent());
static_assert(gone[0].after == sw::presence::absent);
static_assert(sw::rules::conflict(normal[0], gone[0]));
static_assert(row_of(user("app")).needs_root);

}  // namespace
