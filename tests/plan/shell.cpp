#include <slipway/plan/shell.hpp>

#include <slipway/core/quote.hpp>
#include <slipway/model/state_text.hpp>

#include "catch.hpp"
#include "shells.hpp"

using namespace slipway;

namespace {
const std::vector<std::string> awkward{"",
                                       "plain",
                                       "it's",
                                       "'",
                                       "a\nb",
                                       "\n",
                                       "back\\slash\\",
                                       "\\n",
                                       "$HOME `id` $(id)",
                                       "*",
                                       "-n",
                                       "a  b\t",
                                       "\x01\x7f",
                                       "\xc3\xa4\xf0\x9f\x9a\xa2",
                                       "\"",
                                       "x\n\ny\\\n"};

std::string run_prelude(const shells::command& shell, const std::string& script) {
  const auto [status, output] = shells::run(shell, std::string(plan::prelude_shell()) + script);
  CHECK(status == 0);
  return output;
}
}  // namespace

TEST_CASE("shell: a state is one line, as the controller writes it") {
  for (const auto& shell : shells::all) {
    INFO(shell.front());
    for (const auto& text : awkward) {
      INFO(text);
      CHECK(run_prelude(shell, "s_0=\nstate 0 " + shell_quote(text) + "\nprintf '%s.' \"$s_0\"") == state_text(text) + ".");
    }
    CHECK(run_prelude(shell, "s_3=\nstate 3 'a b'\nstate 3 c\nprintf %s \"$s_3\"") == "a b, c");
  }
}

TEST_CASE("shell: a word can be read again by any shell") {
  for (const auto& shell : shells::all)
    for (const auto& text : awkward) {
      INFO(shell.front() << ": " << text);
      CHECK(run_prelude(shell, "eval \"_word=$(word " + shell_quote(text) + ")\"\nprintf '%s.' \"$_word\"") == text + ".");
    }
}

TEST_CASE("shell: what a user cannot see below is hidden") {
  if (getuid() != 0) return;  // root alone can try it as another user
  const shells::scratch folder;
  std::filesystem::create_directories(folder / "open/closed");
  shells::write_file(folder / "open/closed/file", "x");
  std::filesystem::permissions(folder / "open/closed", std::filesystem::perms::none);
  const auto script = std::string(plan::prelude_shell()) + "hidden " + (folder / "open/closed/file") + " && echo hidden\n" +
                      "hidden " + (folder / "open/none/file") + " || echo seen\n";
  shells::write_file(folder / "script", script);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  for (const auto& shell : shells::all) {
    std::string line;
    for (const auto& word : shell) line += word + " ";
    shells::process p({"su", "-s", "/bin/sh", "nobody", "-c", "exec " + line + (folder / "script")});
    CHECK(p.read_all() == "hidden\nseen\n");
  }
}

TEST_CASE("shell: the user's number and a shell without surprises") {
  for (const auto& shell : shells::all) {
    INFO(shell.front());
    CHECK(run_prelude(shell, "echo $user_id; echo *; echo \"$LC_ALL\"; umask") == std::to_string(getuid()) + "\n*\nC\n0022\n");
  }
}
