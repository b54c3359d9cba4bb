#include <slipway/resources/link.hpp>

#include "catch.hpp"

#include "resources/host.hpp"

namespace sw = slipway;
using sw::files::link;
using namespace slipway::tests;
namespace fs = std::filesystem;

TEST_CASE("link: made, and led elsewhere") {
  on_each_host("here", [](const host& h, const scratch& s, std::string_view path) {
    const auto made = h.carry_out(link(path).to("there"));
    CHECK(made.found == "absent");
    CHECK(made.after == "link to there");
    CHECK(fs::read_symlink(s.path("here")) == "there");  // which need not exist
    CHECK(h.carry_out(link(path).to("/tmp")).after == "link to /tmp");
    CHECK(h.carry_out(link(path).to("elsewhere")).after == "link to elsewhere");  // not below /tmp
  });
}

TEST_CASE("link: targets of every kind") {
  on_each_host("here", [](const host& h, const scratch& s, std::string_view path) {
    for (const char* target : {"it's $x `id`", "-n", "a\nb\\n", "back\\slash", " spaces ", "*", "\xc3\xa4\xff"}) {
      INFO(target);
      const auto l = link(path).to(target);
      const auto o = h.carry_out(l);
      CHECK(o.applied);
      CHECK(o.after == l.desired(host::no_data()));
      CHECK(fs::read_symlink(s.path("here")) == target);
    }
  });
}

TEST_CASE("link: what is none stays") {
  on_each_host("here", [](const host& h, const scratch& s, std::string_view path) {
    s.write("here", "a file\n");
    for (const auto& o : {h.carry_out(link(path).to("x")), h.carry_out(link(path).absent())}) {
      CHECK(o.found == "unprobeable (is a regular file)");
      CHECK(o.after == o.found);
    }
    CHECK_FALSE(h.carry_out(link(path).to("x")).applied);
    CHECK(s.read("here") == "a file\n");
    fs::remove(s.path("here"));
    fs::create_directory(s.path("here"));
    CHECK_FALSE(h.carry_out(link(path).to("x")).applied);
    CHECK(fs::is_empty(s.path("here")));
  });
}

TEST_CASE("link: absent, and undone") {
  on_each_host("here", [](const host& h, const scratch& s, std::string_view path) {
    fs::create_symlink("nowhere", s.path("here"));
    CHECK(h.probe(link(path).absent()) == "link");
    CHECK(h.carry_out(link(path).absent()).after == "absent");
    fs::create_symlink("nowhere", s.path("here"));
    CHECK(h.undo(link(path).to("nowhere")).after == "absent");
    CHECK(link(path).absent().undo(host::no_data()).script.empty());
  });
}
