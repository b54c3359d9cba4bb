#include <slipway/resources/directory.hpp>

#include "catch.hpp"

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::files::directory;
using namespace slipway::tests;
namespace fs = std::filesystem;

TEST_CASE("directory: made, with the mode and the owner that are asked for") {
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view path) {
    const auto made = h.carry_out(directory(path));
    CHECK(made.found == "absent");
    CHECK(made.after == "directory");
    CHECK(h.probe(directory(path).mode("0755")) == "directory mode=0755");
    CHECK(h.carry_out(directory(path).mode("2750")).after == "directory mode=2750");
    CHECK(h.carry_out(directory(path)).after == "directory");
    CHECK(h.probe(directory(path).mode("0755")) == "directory mode=2750");  // kept
    fs::remove(s.path("folder"));
    CHECK(h.carry_out(directory(path).mode("700")).after == "directory mode=0700");
    if (::getuid() != 0) return;
    CHECK(h.carry_out(directory(path).owner("nobody", "daemon")).after == "directory owner=nobody group=daemon");
    CHECK(h.probe(directory(path).owner("65534")) == "directory owner=65534");
  });
}

TEST_CASE("directory: what is another thing stays") {
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view path) {
    s.write("folder", "a file\n");
    const auto o = h.carry_out(directory(path));
    CHECK(o.found == "unprobeable (is a regular file)");
    CHECK_FALSE(o.applied);
    CHECK(s.read("folder") == "a file\n");
    fs::remove(s.path("folder"));
    fs::create_symlink("/tmp", s.path("folder"));
    CHECK(h.probe(directory(path)) == "unprobeable (is a symbolic link)");
  });
}

TEST_CASE("directory: the one above must be there") {
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view) {
    static std::string deep;
    deep = s.path("none/folder");
    const auto o = h.carry_out(directory(deep));
    CHECK_FALSE(o.applied);
    CHECK(o.output == "there is no folder " + s.path("none") + "\n");
  });
}

TEST_CASE("directory: absent, with all that it holds, and nothing behind its links") {
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view path) {
    fs::create_directories(s.path("folder/a/b"));
    s.write("folder/a/c", "x");
    s.write("outside", "x");
    fs::create_symlink(s.path("outside"), s.path("folder/link"));
    const auto o = h.carry_out(directory(path).absent());
    CHECK(o.found == "directory");
    CHECK(o.after == "absent");
    CHECK(s.read("outside") == "x");
  });
}

TEST_CASE("directory: undone, only an empty one goes") {
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view path) {
    fs::create_directory(s.path("folder"));
    s.write("folder/mine", "x");
    CHECK(h.undo(directory(path)).after == "directory");
    fs::remove(s.path("folder/mine"));
    CHECK(h.undo(directory(path)).after == "absent");
  });
}

TEST_CASE("directory: everything cannot be removed") {
  CHECK_THROWS_WITH(directory("/").absent(), "path_must_be_normalised: '/'");
  CHECK_THROWS_WITH(directory("/srv").mode("0755").absent(), "something_absent_has_no_other_attributes: '/srv'");
}

TEST_CASE("directory: where another file system is mounted in it, nothing is removed") {
  if (::getuid() != 0) return;
  on_each_host("folder", [](const host& h, const scratch& s, std::string_view path) {
    fs::create_directories(s.path("folder/a mount's"));
    s.write("folder/b", "x");
    if (output_of("mount -t tmpfs none " + s.path("\"folder/a mount's\"") + " && echo mounted") != "mounted\n") return;
    s.write("folder/a mount's/c", "x");
    const auto o = h.carry_out(directory(path).absent());
    CHECK_FALSE(o.applied);
    CHECK(o.output == "another file system is mounted at " + s.path("folder/a mount's") + "\n");
    CHECK(s.read("folder/b") == "x");
    CHECK(s.read("folder/a mount's/c") == "x");
    output_of("umount " + s.path("\"folder/a mount's\""));
  });
}
