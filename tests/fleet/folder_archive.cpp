#include <slipway/fleet/folder_archive.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "shells.hpp"

using slipway::fleet::archive_folder;

namespace {

struct flake : shells::scratch {
  flake() { shells::write_file(*this / "flake.nix", "{}\n"); }
};

std::string of(const std::string& command, const std::string& archive) {
  return shells::run({"sh"}, command + " " + archive + " 2>&1").output;
}

}  // namespace

TEST_CASE("folder_archive: equal folders make equal archives, whatever their times and owners") {
  const flake one, other;
  for (const auto* f : {&one, &other}) {
    std::filesystem::create_directories(*f / "modules/deep");
    shells::write_file(*f / "modules/deep/b.nix", "b\n");
    shells::write_file(*f / "modules/a.nix", std::string(1500, 'a'));
    std::filesystem::create_symlink("a.nix", *f / "modules/link");
  }
  std::filesystem::permissions(other / "modules/a.nix", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::last_write_time(other / "modules/a.nix",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(9));
  const auto a = archive_folder(one.path()), b = archive_folder(other.path());
  CHECK(shells::read_file(*a) == shells::read_file(*b));
  shells::write_file(other / "modules/a.nix", "other");
  CHECK(shells::read_file(*a) != shells::read_file(*archive_folder(other.path())));
}

TEST_CASE("folder_archive: tar and busybox unpack it as it was") {
  const flake f;
  const std::string long_name = std::string(60, 'd') + "/" + std::string(120, 'n');
  std::filesystem::create_directories(f / std::string(60, 'd'));
  std::filesystem::create_directories(f / ".git");
  shells::write_file(f / ".git/config", "not git's\n");
  shells::write_file(f / long_name, "long\n");
  shells::write_file(f / "bytes", std::string("a\0b\xff", 4));
  shells::write_file(f / "run", "#!/bin/sh\n");
  std::filesystem::permissions(f / "run", std::filesystem::perms::owner_all);
  std::filesystem::create_symlink(std::string(150, 't'), f / "far");
  const auto archive = archive_folder(f.path());
  for (const std::string tar : {"tar", "busybox tar"}) {
    INFO(tar);
    const shells::scratch to;
    CHECK(of(tar + " -C " + to.path() + " -xf", *archive).empty());
    CHECK(shells::read_file(to / "flake/flake.nix") == "{}\n");
    CHECK(shells::read_file(to / ("flake/" + long_name)) == "long\n");
    CHECK(shells::read_file(to / "flake/bytes") == std::string("a\0b\xff", 4));
    CHECK(std::filesystem::read_symlink(to / "flake/far") == std::string(150, 't'));
    CHECK(of("stat -c %a " + to.path() + "/flake/run " + to.path() + "/flake/bytes; :", "") == "755\n644\n");
    CHECK_FALSE(std::filesystem::exists(to / "flake/.git"));
  }
}

TEST_CASE("folder_archive: of a git work tree what git tracks, as it is now") {
  const flake f;
  shells::write_file(f / "tracked", "old\n");
  shells::write_file(f / "gone", "");
  REQUIRE(of("cd " + f.path() + " && git init -q && git add tracked gone; :", "").empty());
  CHECK_THROWS_WITH(archive_folder(f.path()), "git does not track its flake.nix: git add it");
  REQUIRE(of("cd " + f.path() + " && git add flake.nix && rm gone; :", "").empty());
  shells::write_file(f / "tracked", "new\n");
  shells::write_file(f / "result", "not tracked\n");
  const auto archive = archive_folder(f.path());
  CHECK(of("tar -tf", *archive) == "flake/flake.nix\nflake/tracked\n");
  CHECK(of("tar -xOf " + *archive + " flake/tracked; :", "") == "new\n");
}

TEST_CASE("folder_archive: what is no flake is refused, and the archive goes away") {
  const shells::scratch empty;
  CHECK_THROWS_WITH(archive_folder(empty / "absent"), "there is no such folder");
  CHECK_THROWS_WITH(archive_folder(empty.path()), "it holds no flake.nix");
  const flake f;
  auto archive = archive_folder(f.path());
  const std::string name = *archive;
  CHECK(std::filesystem::exists(name));
  archive.reset();
  CHECK_FALSE(std::filesystem::exists(name));
}
