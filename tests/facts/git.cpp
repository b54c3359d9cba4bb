#include <slipway/facts/git.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("git: recorded working copies") {
  const shells::scratch folder;
  const std::string commit(40, 'a');
  for (const auto* name : {"loose/.git/refs/heads", "packed/.git", "detached/.git", "none"})
    std::filesystem::create_directories(folder / name);
  shells::write_file(folder / "loose/.git/HEAD", "ref: refs/heads/main\n");
  shells::write_file(folder / "loose/.git/refs/heads/main", commit + "\n");
  shells::write_file(folder / "loose/.git/config",
                     "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://x.org/a b.git\n");
  shells::write_file(folder / "packed/.git/HEAD", "ref: refs/heads/feature/x\n");
  shells::write_file(folder / "packed/.git/packed-refs",
                     "# pack-refs\nbbbb refs/heads/main\n" + commit + " refs/heads/feature/x\n");
  shells::write_file(folder / "detached/.git/HEAD", commit + "\n");
  recorded_host dirty;
  dirty.program("git", " M file\n");
  with_each_shell([&](const auto& shell) {
    CHECK(gather(slipway::facts::git(), shell, {},
                 " K " + folder / "loose" + " ,git.commit, L " + folder / "none" + " ,git.commit,") ==
          values{{"git.branch@K", "main"}, {"git.commit@K", commit}, {"git.remote@K", "https://x.org/a b.git"}});
    CHECK(gather(slipway::facts::git(), shell, {}, " K " + folder / "packed" + " ,git.commit,") ==
          values{{"git.branch@K", "feature/x"}, {"git.commit@K", commit}});
    CHECK(gather(slipway::facts::git(), shell, {}, " K " + folder / "detached" + " ,git.commit,") ==
          values{{"git.commit@K", commit}});
    CHECK(dirty.gather(slipway::facts::git(), shell, " K " + folder / "detached" + " ,git.clean,").at("git.clean@K") == "false");
  });
}
