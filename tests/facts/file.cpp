#include <slipway/facts/file.hpp>

#include <slipway/core/quote.hpp>
#include <slipway/core/sha256.hpp>

#include "catch.hpp"
#include "gather.hpp"

using facts_test::gather, facts_test::values;
namespace fact = slipway::fact;

static_assert(fact::file("/etc/motd").content.reference().name == "file.content");
static_assert(fact::file("/etc/motd").size.reference().about == "/etc/motd");

namespace {
values of(const shells::command& shell, const std::string& path, const std::string& names) {
  auto found = gather(slipway::facts::file(), shell, {}, " K " + slipway::shell_quote(path) + " " + names);
  // who runs the test, and when
  for (const auto* name :
       {"file.owner@K", "file.group@K", "file.modified@K", "file.accessed@K", "file.changed@K", "file.inode@K"})
    if (found.contains(name)) found[name] = found[name].empty() ? "" : "some";
  return found;
}
}  // namespace

TEST_CASE("file: what is there") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const shells::scratch folder;
    const auto path = folder / "it's\na file";
    CHECK(of(shell, path, ",file.exists,") == values{{"file.exists@K", "false"}});
    const std::string bytes = "one\\n\ntwo'\n\n";
    shells::write_file(path, bytes);
    std::filesystem::permissions(path, std::filesystem::perms(0640));
    CHECK(of(shell, path, ",file.exists,") == values{{"file.exists@K", "true"}, {"file.type@K", "file"}});
    CHECK(of(shell, path, ",file.mode,file.sha256,file.content,") == values{{"file.exists@K", "true"},
                                                                            {"file.type@K", "file"},
                                                                            {"file.size@K", std::to_string(bytes.size())},
                                                                            {"file.mode@K", "0640"},
                                                                            {"file.owner@K", "some"},
                                                                            {"file.group@K", "some"},
                                                                            {"file.modified@K", "some"},
                                                                            {"file.accessed@K", "some"},
                                                                            {"file.changed@K", "some"},
                                                                            {"file.inode@K", "some"},
                                                                            {"file.sha256@K", slipway::sha256(bytes)},
                                                                            {"file.content@K", bytes}});
  }
}

TEST_CASE("file: folders, links, and contents that no text holds") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const shells::scratch folder;
    CHECK(of(shell, folder.path(), ",file.type,") == values{{"file.exists@K", "true"}, {"file.type@K", "directory"}});
    const auto link = folder / "link";
    std::filesystem::create_symlink("nowhere", link);
    CHECK(of(shell, link, ",file.target,") == values{{"file.target@K", "nowhere"}, {"file.exists@K", "false"}});
    shells::write_file(folder / "nowhere", std::string("a\0b", 3));
    auto found = of(shell, link, ",file.content,");
    CHECK(found["file.size@K"] == "3");
    CHECK_FALSE(found.contains("file.content@K"));
    shells::write_file(folder / "nowhere", std::string(65537, 'x'));
    CHECK_FALSE(of(shell, link, ",file.content,").contains("file.content@K"));
  }
}
