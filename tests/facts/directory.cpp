#include <slipway/facts/directory.hpp>

#include <algorithm>

#include <slipway/model/answered.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("directory: entries, hidden ones too") {
  const shells::scratch folder;
  shells::write_file(folder / ".hidden", "abc");
  shells::write_file(folder / "two words", "");
  std::filesystem::create_directory(folder / "sub");
  std::filesystem::create_symlink("nowhere", folder / "zlink");
  std::filesystem::permissions(folder / ".hidden", std::filesystem::perms(0604));
  with_each_shell([&](const auto& shell) {
    const auto found =
        gather(slipway::facts::directory(), shell, {}, " K " + folder.path() + " ,x, L " + folder / "none" + " ,x,");
    CHECK(found.at("directory.exists@K") == "true");
    CHECK(found.at("directory.exists@L") == "false");
    CHECK(found.at("directory.count@K") == "4");
    std::vector<slipway::fact::entry_record> entries;
    for (const auto& line : slipway::record_lines(found.at("directory.entries@K")))
      entries.push_back(slipway::fact::entry_record::read(line));
    REQUIRE(entries.size() == 4);
    std::ranges::sort(entries, {}, &slipway::fact::entry_record::name);
    CHECK(entries[0].name == ".hidden");
    CHECK(entries[0].size == 3);
    CHECK(entries[0].mode == "0604");
    CHECK(entries[0].modified > 1'600'000'000);
    CHECK(entries[1].type == "directory");
    CHECK(entries[2].name == "two words");
    CHECK(entries[2].type == "file");
    CHECK(entries[3].type == "link");
  });
}

TEST_CASE("directory: an empty folder, and lines that match") {
  const shells::scratch folder;
  shells::write_file(folder / "f", "Port 22\n#Port 23\nPort\\t 24\n");
  std::filesystem::create_directory(folder / "sub");
  with_each_shell([&](const auto& shell) {
    CHECK(gather(slipway::facts::directory(), shell, {}, " K " + folder / "sub" + " ,x,") ==
          values{{"directory.exists@K", "true"}, {"directory.count@K", "0"}, {"directory.entries@K", ""}});
    CHECK(gather(slipway::facts::lines(), shell, {},
                 " K " + folder / "f" + " '^Port' L " + folder / "f" + " -x M " + folder / "none" + " x") ==
          values{{"lines.found@K", "true"},
                 {"lines.first@K", "Port 22"},
                 {"lines.count@K", "2"},
                 {"lines.all@K", "1\tPort 22\n3\tPort\\\\t 24"},
                 {"lines.found@L", "false"},
                 {"lines.count@L", "0"},
                 {"lines.all@L", ""}});
  });
}

static_assert(slipway::fact::lines<"^Port ">("/a").found.reference().argument() == "^Port ");
static_assert(slipway::fact::directory("/a").entries.reference().about == "/a");
