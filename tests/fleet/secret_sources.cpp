#include <slipway/fleet/secret_sources.hpp>

#include <cstdlib>
#include <string>

#include "catch.hpp"
#include "shells.hpp"

using namespace slipway;
using namespace slipway::fleet;

namespace {
std::string value_of(const read_secret& r) { return r.value ? std::string(r.value->view()) : "nothing: " + r.problem; }
secrets files_in(const std::string& text) { return secrets_from_files(text); }
}  // namespace

TEST_CASE("secret_sources: where a name is looked for") {
  CHECK(place_of(secrets_from_environment("APP_"), "site/db-password.2") == "APP_SITE_DB_PASSWORD_2");
  CHECK(place_of(secrets_from_files("a/{{name}}/{{name}}.txt"), "x/y") == "a/x/y/x/y.txt");
  CHECK(place_of(secrets_from_command("pass show 'site/{{name}}'"), "db") == "pass show 'site/db'");
}

TEST_CASE("secret_sources: the environment, as it is") {
  const auto from = secrets_from_environment("SLIPWAY_TEST_");
  ::setenv("SLIPWAY_TEST_TOKEN", "a'b\n", 1);
  CHECK(has_secret(from, "token"));
  CHECK(value_of(read_from(from, "token")) == "a'b\n");
  const char* where = std::getenv("SLIPWAY_TEST_TOKEN");
  forget_variable("SLIPWAY_TEST_TOKEN");
  CHECK(std::string(where, 4) == std::string(4, '\0'));
  CHECK(!has_secret(from, "token"));
  CHECK(value_of(read_from(from, "token")) == "nothing: there is no variable SLIPWAY_TEST_TOKEN in the environment; set it");
}

TEST_CASE("secret_sources: files lose the newline behind one line of text, and nothing else") {
  const shells::scratch folder;
  const auto text = folder.path() + "/{{name}}";
  const auto from = files_in(text);
  const struct {
    std::string written, read;
  } cases[] = {{"secret\n", "secret"},
               {"secret", "secret"},
               {"p\xc3\xa4ss\tw\n", "p\xc3\xa4ss\tw"},
               {"secret\n\n", "secret\n\n"},
               {"-----BEGIN\nEND-----\n", "-----BEGIN\nEND-----\n"},
               {"secret\r\n", "secret\r\n"},
               {std::string("a\0b\n", 4), std::string("a\0b\n", 4)},
               {"\xff\xfe\n", "\xff\xfe\n"},
               {"\xc3\n", "\xc3\n"},
               {std::string(1 << 20, 'x'), std::string(1 << 20, 'x')},
               {"\n", ""},
               {"", ""}};
  for (const auto& c : cases) {
    shells::write_file(folder / "it", c.written);
    CHECK(value_of(read_from(from, "it")) == c.read);
  }
  CHECK(has_secret(from, "it"));
  CHECK(!has_secret(from, "other"));
  CHECK(value_of(read_from(from, "other")).find("other': No such file or directory; write it there") != std::string::npos);
  shells::write_file(folder / "large", std::string((1 << 20) + 1, 'x'));
  CHECK(value_of(read_from(from, "large")).find("File too large") != std::string::npos);
  CHECK(value_of(read_from(files_in("/{{name}}"), "tmp")).find("Is a directory") != std::string::npos);
}

TEST_CASE("secret_sources: commands") {
  CHECK(value_of(read_from(secrets_from_command("echo of-{{name}}"), "db")) == "of-db");
  CHECK(has_secret(secrets_from_command("test {{name}} = db && echo it"), "db"));
  CHECK(!has_secret(secrets_from_command("test {{name}} = db && echo it"), "other"));
  CHECK(value_of(read_from(secrets_from_command("echo 'no {{name}} here' >&2; exit 2"), "db")) ==
        "nothing: the command `echo 'no db here' >&2; exit 2` failed (exit status 2): no db here\\x0a");
  CHECK(value_of(read_from(secrets_from_command(": {{name}}"), "db")) == "nothing: the command `: db` prints nothing");
}

TEST_CASE("secret_sources: a name that could mean something to a shell is never handed to one") {
  for (const auto* name : {"a;echo", "$(id)", "-n", "../x", ""}) {
    CHECK(!has_secret(secrets_from_command("echo {{name}}"), name));
    CHECK(!has_secret(secrets_from_files("/{{name}}"), name));
  }
  CHECK(!read_from(secrets{}, "db").value);
}
