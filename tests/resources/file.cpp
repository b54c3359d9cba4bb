#include <slipway/resources/file.hpp>

#include "catch.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <slipway/core/sha256.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::files::file;
using namespace slipway::tests;
namespace fs = std::filesystem;

namespace {
std::string mode_of(const std::string& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return "none";
  char digits[8];
  std::snprintf(digits, sizeof digits, "%04o", found.st_mode & 07777u);
  return digits;
}

std::string owner_of(const std::string& path) {
  struct stat found {};
  ::lstat(path.c_str(), &found);
  return std::to_string(found.st_uid) + ":" + std::to_string(found.st_gid);
}

std::string state_of(std::string_view content) { return "file sha256=" + sw::sha256(content); }

// nothing of ours may be left beside the file
template <class Test>
void on_each_host(Test test) {
  slipway::tests::on_each_host("file", [&](const host& h, const scratch& s, std::string_view path) {
    test(h, s, path);
    for (const auto& entry : fs::directory_iterator(s.path("")))
      CHECK_FALSE(entry.path().filename().string().starts_with(".slipway-"));
  });
}
}  // namespace

TEST_CASE("file: new ones") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    const auto made = h.carry_out(file(path).content("a\n"));
    CHECK(made.found == "absent");
    CHECK(made.after == state_of("a\n"));
    CHECK(s.read("file") == "a\n");
    CHECK(mode_of(s.path("file")) == "0644");
    for (const char* mode : {"0600", "0640", "0755", "4755", "0000", "0444", "666", "1777"}) {
      INFO(mode);
      fs::remove(s.path("file"));
      const auto o = h.carry_out(file(path).content("a\n").mode(mode));
      CHECK(o.after == "file mode=" + std::string(mode[3] == '\0' ? "0" : "") + mode + " sha256=" + sw::sha256("a\n"));
    }
    fs::remove(s.path("file"));
    CHECK(h.carry_out(file(path).mode("0600")).after == "file mode=0600");  // its content is nobody's
    CHECK(s.read("file") == "");
  });
}

TEST_CASE("file: existing ones keep what is not said") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write("file", "old, and longer\n");
    fs::permissions(s.path("file"), fs::perms(0604));
    if (::getuid() == 0) CHECK(::chown(s.path("file").c_str(), 12345, 23456) == 0);
    const auto o = h.carry_out(file(path).content("new\n"));
    CHECK(o.found == "file size=16");
    CHECK(o.after == state_of("new\n"));
    CHECK(mode_of(s.path("file")) == "0604");
    if (::getuid() == 0) CHECK(owner_of(s.path("file")) == "12345:23456");

    CHECK(h.carry_out(file(path).mode("0600")).found == "file mode=0604");
    CHECK(mode_of(s.path("file")) == "0600");
    CHECK(s.read("file") == "new\n");
    CHECK(h.probe(file(path).content("old\n")) == state_of("new\n"));  // the same size, another content
    CHECK(h.probe(file(path)) == "file");
  });
}

TEST_CASE("file: what a killed run has left half-written is gone with the next one") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write(".slipway-m1", "ha");
    CHECK(h.carry_out(file(path).content("half and half\n")).after == state_of("half and half\n"));
    CHECK_FALSE(fs::exists(s.path(".slipway-m1")));
    fs::create_symlink(s.path("elsewhere"), s.path(".slipway-m1"));
    CHECK(h.carry_out(file(path).content("other\n")).after == state_of("other\n"));
    CHECK_FALSE(fs::exists(fs::symlink_status(s.path(".slipway-m1"))));
    CHECK_FALSE(fs::exists(s.path("elsewhere")));
    fs::remove(s.path("file"));
  });
}

TEST_CASE("file: owners") {
  if (::getuid() != 0) return;
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    const auto o = h.carry_out(file(path).content("a\n").owner("nobody", "daemon").mode("0640"));
    CHECK(o.after == "file mode=0640 owner=nobody group=daemon sha256=" + sw::sha256("a\n"));
    const auto numbers = h.carry_out(file(path).content("a\n").owner("12345", "23456"));
    CHECK(numbers.after == "file owner=12345 group=23456 sha256=" + sw::sha256("a\n"));
    CHECK(mode_of(s.path("file")) == "0640");
    CHECK_FALSE(h.carry_out(file(path).content("b\n").owner("no-such-user")).applied);
    CHECK(s.read("file") == "a\n");
  });
}

TEST_CASE("file: what is no regular file is told and never replaced") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    const auto refuses = [&](const std::string& state) {
      INFO(state);
      for (const auto& o : {h.carry_out(file(path).content("a\n")), h.carry_out(file(path).mode("0600"))}) {
        CHECK(o.found == state);
        CHECK_FALSE(o.applied);
        CHECK_FALSE(o.output.empty());
        CHECK(o.after == state);
      }
      fs::remove_all(s.path("file"));
    };
    fs::create_directory(s.path("file"));
    refuses("unprobeable (is a directory)");
    s.write("other", "other\n");
    fs::create_symlink("other", s.path("file"));
    refuses("unprobeable (is a symbolic link)");
    CHECK(s.read("other") == "other\n");
    CHECK(::mkfifo(s.path("file").c_str(), 0600) == 0);
    refuses("unprobeable (is a FIFO)");
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    s.path("file").copy(address.sun_path, sizeof address.sun_path - 1);
    CHECK(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    refuses("unprobeable (is a socket)");
    ::close(socket);
    CHECK(h.probe(file("/dev/null")) == "unprobeable (is a device)");
  });
}

TEST_CASE("file: a link is followed where that is said") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write("other", "old\n");
    fs::create_symlink("other", s.path("file"));
    const auto o = h.carry_out(file(path).content("new\n").follow());
    CHECK(o.found == state_of("old\n"));
    CHECK(o.after == state_of("new\n"));
    CHECK(fs::is_symlink(s.path("file")));
    CHECK(s.read("other") == "new\n");
    fs::remove(s.path("other"));
    CHECK(h.probe(file(path).follow()) == "unprobeable (is a link to nothing)");
  });
}

TEST_CASE("file: absent") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write("file", "a\n");
    const auto o = h.carry_out(file(path).absent());
    CHECK(o.found == "file");
    CHECK(o.applied);
    CHECK(o.after == "absent");
    CHECK(h.probe(file(path).absent()) == "absent");
  });
}

TEST_CASE("file: a folder that is not there") {
  on_each_host([](const host& h, const scratch& s, std::string_view) {
    static std::string below;
    below = s.path("none/file");
    const auto o = h.carry_out(file(below).content("a\n"));
    CHECK(o.found == "absent");
    CHECK_FALSE(o.applied);
    CHECK(o.output == "there is no folder " + s.path("none") + "\n");
  });
}

TEST_CASE("file: in a folder of another user it is written as that user, or not at all") {
  if (::getuid() != 0) return;
  on_each_host([](const host& h, const scratch& s, std::string_view) {
    fs::permissions(s.path(""), fs::perms(0755));
    fs::create_directory(s.path("theirs"));
    CHECK(::chown(s.path("theirs").c_str(), 65534, 65534) == 0);
    static std::string below;
    below = s.path("theirs/file");
    CHECK(h.carry_out(file(below).content("a\n").mode("0640").owner("nobody")).applied);
    CHECK(owner_of(below).starts_with("65534:"));
    CHECK(mode_of(below) == "0640");
    CHECK(h.carry_out(file(below).content("a\n").mode("0600")).applied);  // it stays theirs
    CHECK(owner_of(below).starts_with("65534:"));
    const auto refused = h.carry_out(file(below).content("b\n").owner("root"));
    CHECK_FALSE(refused.applied);
    CHECK(refused.output.find("belongs to nobody") != std::string::npos);
    CHECK(s.read("theirs/file") == "a\n");
  });
}

TEST_CASE("file: where others may write, no owner is given away") {
  if (::getuid() != 0) return;
  on_each_host([](const host& h, const scratch& s, std::string_view) {
    fs::create_directory(s.path("shared"));
    fs::permissions(s.path("shared"), fs::perms(0777));
    static std::string below;
    below = s.path("shared/file");
    const auto refused = h.carry_out(file(below).content("a\n").owner("nobody"));
    CHECK_FALSE(refused.applied);
    CHECK(refused.output.find("others may write to") != std::string::npos);
    fs::permissions(s.path("shared"), fs::perms(01777));
    CHECK(h.carry_out(file(below).content("a\n").owner("nobody")).applied);
  });
}

TEST_CASE("file: contents for a diff") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write("file", std::string("old\0\n", 5));
    CHECK(h.contents(file(path).content("new\n")) == host::named_contents{{{0, "before"}, std::string("old\0\n", 5)}});
    CHECK(h.contents(file(path).content("olde\n")).size() == 1);
    CHECK(h.contents(file(path)).empty());
    s.write("file", "new\n");
    CHECK(h.contents(file(path).content("new\n")).empty());
  });
}

TEST_CASE("file: undone, a file that was made is gone") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    s.write("file", "a\n");
    CHECK(h.undo(file(path).content("a\n")).after == "absent");
    CHECK(file(path).absent().undo(host::no_data()).irreversible == "what a removed file held is not known any more");
  });
}

TEST_CASE("file: what came through the channel is hashed again only where it was touched since") {
  on_each_host([](const host& h, const scratch& s, std::string_view path) {
    // the digest that was sent for it is a made-up one: a state that shows it was not read
    const auto said =
        h.run(std::string(sw::plan::prelude_shell()) + sw::plan::runner_shell() +
              std::string(sw::resources::path_family().probe) + std::string(sw::resources::path_family().apply) +
              "run=${0%/*}/run run_id=r1 marks_key=m1 step=0 families=path f_0=path p=" + sw::shell_quote(path) + "\n" +
              "w_0=\"0 f c $(word \"$p\") 2 sent\"\n"
              "printf a. >\"$run/upload.0\"; write_file 0 \"$p\" '' 022 '' '' ''\n"
              "probe 0; echo \"$s_0\"; cat \"$p\"; sleep 0.05\n"
              "printf b. >\"$p\"; probe 0; echo \"$s_0\"\n"
              "printf c. >\"$p.new\"; mv -f \"$p.new\" \"$p\"; probe 0; echo \"$s_0\"\n");
    CHECK(said == "file sha256=sent\na." + state_of("b.") + "\n" + state_of("c.") + "\n");
    s.write("file", "");
  });
}
