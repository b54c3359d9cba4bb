#include <slipway/transport/key_file.hpp>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <slipway/transport/ssh_wire.hpp>

#include "catch.hpp"

using namespace slipway::transport;

namespace {

struct made_key {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("slipway-key-file-" + std::to_string(::getpid()));

  explicit made_key(const std::string& options) {
    remove();
    REQUIRE(std::system(("ssh-keygen -q -f " + path.string() + " " + options).c_str()) == 0);
  }
  made_key(const made_key&) = delete;
  made_key& operator=(const made_key&) = delete;
  ~made_key() { remove(); }

  void remove() const {
    std::filesystem::remove(path);
    std::filesystem::remove(path.string() + ".pub");
  }
  [[nodiscard]] std::string public_text() const {
    std::ostringstream text;
    text << std::ifstream(path.string() + ".pub").rdbuf();
    return text.str();
  }
};

}  // namespace

TEST_CASE("key_file: what the files of ssh-keygen tell") {
  struct example {
    std::string options;
    key_file_kind kind;
    std::string type;
    bool tells_public_key;  // without a file beside it
  };
  const auto e = GENERATE(values<example>({
      {"-t ed25519 -N ''", key_file_kind::plain, "ssh-ed25519", true},
      {"-t ed25519 -N secret", key_file_kind::encrypted, "ssh-ed25519", true},
      {"-t rsa -b 2048 -N ''", key_file_kind::plain, "ssh-rsa", true},
      {"-t ecdsa -N '' -m PEM", key_file_kind::plain, "ecdsa-sha2-nistp256", false},
      {"-t ecdsa -N secret -m PEM", key_file_kind::encrypted, "ecdsa-sha2-nistp256", false},
      {"-t ecdsa -N '' -m PKCS8", key_file_kind::plain, "ecdsa-sha2-nistp256", false},
      {"-t ecdsa -N secret -m PKCS8", key_file_kind::encrypted, "ecdsa-sha2-nistp256", false},
  }));
  INFO(e.options);
  const made_key made(e.options);
  const auto found = read_key_file(made.path);
  CHECK(found.path == made.path);
  CHECK(found.kind == e.kind);
  CHECK(found.type == e.type);
  const auto line = made.public_text();
  CHECK(to_base64(found.public_key) == line.substr(e.type.size() + 1, line.find(' ', e.type.size() + 1) - e.type.size() - 1));

  std::filesystem::remove(made.path.string() + ".pub");
  const auto alone = read_key_file(made.path);
  CHECK(alone.kind == e.kind);
  CHECK(alone.public_key.empty() != e.tells_public_key);
}

TEST_CASE("key_file: a public key stands for one that only the agent has") {
  const made_key made("-t ed25519 -N ''");
  const auto found = read_key_file(made.path.string() + ".pub");
  CHECK(found.kind == key_file_kind::public_only);
  CHECK(found.type == "ssh-ed25519");
  CHECK(found.public_key == read_key_file(made.path).public_key);
}

TEST_CASE("key_file: what is no key") {
  const auto text = GENERATE(values<std::string>({
      "",
      "nonsense\n",
      "-----BEGIN OPENSSH PRIVATE KEY-----\n",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n",
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      "ssh-ed25519 AAAA me@here\n",
  }));
  INFO(text);
  CHECK(parse_key_file(text, {}).kind == key_file_kind::malformed);
}

TEST_CASE("key_file: why a file cannot be read") {
  CHECK(read_key_file("/nonexistent/id").problem == ENOENT);
  CHECK(read_key_file("/").problem == EISDIR);
}
