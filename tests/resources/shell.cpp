#include <slipway/resources/shell.hpp>

#include "catch.hpp"

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::server::shell;
using namespace slipway::tests;

TEST_CASE("shell: done by what it creates") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    const auto made = s.path("made"), command = "echo made >" + sw::shell_quote(made) + "; pwd; cat; echo '$x' \"`echo y`\" \\\\";
    const auto action = shell(std::string_view(command)).creates(made);
    INFO(t.name);
    const auto o = h.carry_out(action);
    CHECK(o.found == "due");
    CHECK(o.applied);
    CHECK(o.output == "/\n$x y \\\n");
    CHECK(o.after == "done");
    CHECK(action.desired(host::no_data()) == "done");
    CHECK(h.probe(action) == "done");
    // a link to nothing is there too
    std::filesystem::remove(made);
    std::filesystem::create_symlink("nowhere", made);
    CHECK(h.probe(action) == "done");
  }
}

TEST_CASE("shell: done when a command says so") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    s.write("file", "");
    const auto file = sw::shell_quote(s.path("file"));
    const auto command = "echo 'x' >" + file, test = "cat; echo noise; echo noise >&2; x=1; grep -q '^x$' " + file;
    const auto action = shell(std::string_view(command)).unless(test);
    INFO(t.name);
    const auto o = h.carry_out(action);
    CHECK(o.found == "due");
    CHECK(o.after == "done");
    CHECK(h.probe(shell("true").unless("exit 0")) == "done");
    CHECK(h.probe(shell("true").unless("exit 3")) == "due");
    CHECK(h.probe(shell("true").unless("cd /tmp; state() { exit; }; syntax (error")) == "due");
    CHECK(h.probe(shell("true").unless("test \"$(pwd)\" = /")) == "done");
    // either is enough
    CHECK(h.probe(shell("true").unless("true").creates("/nowhere/at/all")) == "done");
    CHECK(h.probe(shell("true").unless("false").creates("/etc")) == "done");
    CHECK(h.probe(shell("true").unless("false").creates("/nowhere/at/all")) == "due");
  }
}

TEST_CASE("shell: what fails says so") {
  for (const auto& t : all_tools()) {
    const host h(t);
    INFO(t.name);
    const auto o = h.carry_out(shell("echo this; echo that >&2; exit 7").unless("false"));
    CHECK_FALSE(o.applied);
    CHECK(o.output == "this\nthat\n");
    CHECK(h.undo(shell("true").unless("false").undo("echo undone")).output == "undone\n");
  }
  CHECK(shell("true").undo(host::no_data()).irreversible != "");
  CHECK(shell("true").desired(host::no_data()) == "");
}

TEST_CASE("shell: a folder that is closed to us") {
  if (geteuid() != 0) return;
  const scratch s;
  output_of("chmod 755 " + s.path("") + "; mkdir -m 700 " + s.path("closed"));
  const auto path = s.path("closed/file");
  const auto text = std::string(sw::plan::prelude_shell()).append(sw::resources::shell_family().probe);
  s.write("probe", text + "probe_shell 0 " + path + " '' ''\necho \"$s_0\"\n");
  for (const char* program : {"dash", "bash", "busybox sh"})
    CHECK(output_of("chmod 644 " + s.path("probe") + "; su -s /bin/sh daemon -c '" + program + " " + s.path("probe") + "'") ==
          "unreadable\n");
}

TEST_CASE("shell: the probe's text is right for every shell") {
  const auto all = std::string(sw::plan::prelude_shell()).append(sw::resources::shell_family().probe);
  CHECK(shells::shellcheck(all, "SC1003,SC2034,SC2086,SC2154,SC2317") == "");
}

TEST_CASE("shell: wrong arguments") {
  CHECK_THROWS_WITH(shell(""), "text_must_not_be_empty: ''");
  CHECK_THROWS_WITH(shell("a").unless(""), "text_must_not_be_empty: ''");
  CHECK_THROWS_WITH(shell("a").undo(""), "text_must_not_be_empty: ''");
  CHECK_THROWS_WITH(shell("a").creates("x"), "path_must_be_absolute: 'x'");
  CHECK_THROWS_WITH(shell("a").affects("/x", "y/**"), "path_must_be_absolute: 'y/**'");
}

namespace {

constexpr auto anything = row_of(shell("x"));
static_assert(anything.action && anything.affects_everything && anything.claim_count == 0 && !anything.needs_root);
static_assert(row_of(shell("x").creates("/y")).affects_everything);
static_assert(!row_of(shell("x").affects_nothing_else()).affects_everything);
static_assert(!row_of(shell("x").affects("/y")).affects_everything);

constexpr auto migrate = claims_of<4>(shell("x").creates("/srv/app/.migrated").affects("/srv/app/**", "/var/log/app"));
static_assert(migrate[0].kind == sw::claim_kind::reads && migrate[0].subject == "/srv/app/.migrated" &&
              migrate[0].after == sw::presence::present);
static_assert(migrate[1].kind == sw::claim_kind::affects && migrate[1].subject == "/srv/app/.migrated");
static_assert(migrate[2].kind == sw::claim_kind::affects && migrate[2].subject == "/srv/app/**");
static_assert(migrate[3].subject == "/var/log/app");

static_assert(!(shell("x").unless("y").value() == shell("x").unless("z").value()));
static_assert(shell("x").creates("/y").undo("z").value() == shell("x").creates("/y").undo("z").value());

}  // namespace
