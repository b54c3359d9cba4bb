#include <slipway/transport/ssh.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "transport/own_sshd.hpp"
#include "transport/ssh_cases.hpp"

using namespace slipway::transport;
using namespace transport_test;

TEST_CASE("ssh: an unknown host key", "[sshd]") {
  const own_sshd sshd;
  sshd.forget();
  const auto refused = failing(sshd.target());
  CHECK(refused.kind == failure::host_key);
  CHECK(says(refused, "Machine:own (" + user_name() + "@127.0.0.1:" + std::to_string(sshd.port()) +
                          "): the host key is not known: ssh-ed25519 " + sshd.fingerprint("host_ed25519")));
  CHECK(refused.remedy.find("ssh-keyscan") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(sshd.file("known_hosts")));

  auto accepting = sshd.target();
  accepting.unknown = unknown_host_keys::accept_new;
  accepting.known_hosts_file = sshd.file(".ssh/known_hosts");
  reaches(accepting);
  CHECK(content(sshd.file(".ssh/known_hosts")) == sshd.name() + " " + sshd.public_key("host_ed25519") + "\n");
  accepting.unknown = unknown_host_keys::refuse;
  reaches(accepting);
}

TEST_CASE("ssh: a changed host key is refused, whatever the option", "[sshd]") {
  const own_sshd sshd;
  sshd.forget();
  sshd.know("other-host", "host_ed25519");
  sshd.know(sshd.name(), "id");
  auto target = sshd.target();
  target.unknown = GENERATE(unknown_host_keys::refuse, unknown_host_keys::accept_new);
  const auto refused = failing(target);
  CHECK(refused.kind == failure::host_key);
  CHECK(says(refused, "the host key has changed: it is ssh-ed25519 " + sshd.fingerprint("host_ed25519")));
  CHECK(says(refused, "known_hosts:2 has ssh-ed25519 " + sshd.fingerprint("id")));
  CHECK(refused.remedy.find("ssh-keygen -f " + sshd.file("known_hosts") + " -R '" + sshd.name() + "'") != std::string::npos);
}

TEST_CASE("ssh: known_hosts as other programs leave it", "[sshd]") {
  const own_sshd sshd;
  SECTION("hashed") {
    shell("ssh-keygen -q -H -f " + sshd.file("known_hosts") + " >/dev/null 2>&1");
    CHECK(content(sshd.file("known_hosts")).starts_with("|1|"));
    reaches(sshd.target());
  }
  SECTION("another of the host's keys is the known one") {
    sshd.forget();
    sshd.know(sshd.name(), "host_ecdsa");
    reaches(sshd.target());
  }
  SECTION("revoked") {
    std::ofstream(sshd.file("known_hosts"), std::ios::app) << "@revoked * " << sshd.public_key("host_ed25519") << "\n";
    const auto refused = failing(sshd.target());
    CHECK(refused.kind == failure::host_key);
    CHECK(says(refused, "is marked as revoked in " + sshd.file("known_hosts") + ":2"));
  }
  SECTION("ssh-keyscan, which the remedy names") {
    shell("ssh-keyscan -p " + std::to_string(sshd.port()) + " -t ecdsa 127.0.0.1 2>/dev/null > " + sshd.file("known_hosts"));
    reaches(sshd.target());
  }
}

TEST_CASE("ssh: key files with a passphrase", "[sshd]") {
  const own_sshd sshd;
  const auto form = GENERATE(values<std::string>({"-t ed25519", "-t ecdsa -m PEM", "-t ecdsa -m PKCS8"}));
  INFO(form);
  sshd.make_key("locked", form + " -N secret");
  auto target = sshd.target();
  target.identity_files = {sshd.file("locked")};
  std::vector<std::string> asked;
  const auto answer = [&asked](std::string said) {
    return [&asked, said](const std::string& question) {
      asked.push_back(question);
      return said;
    };
  };

  // nobody is asked for a key that the host does not accept
  const auto not_accepted = failing(target, answer("secret"));
  CHECK(not_accepted.kind == failure::login);
  CHECK(asked.empty());

  sshd.authorize("locked");
  reaches(target, answer("secret"));
  CHECK(asked == std::vector<std::string>{"passphrase of " + sshd.file("locked")});

  const auto wrong = failing(target, answer("wrong"));
  CHECK(wrong.kind == failure::login);
  CHECK(says(wrong, "cannot use the key " + sshd.file("locked") + ": the passphrase is wrong"));

  const auto unattended = failing(target, answer(""));
  CHECK(says(unattended, "it needs a passphrase, and none was given"));

  // a key that needs nobody is tried first
  asked.clear();
  target.identity_files.push_back(sshd.file("id"));
  reaches(target, answer("secret"));
  CHECK(asked.empty());
}

TEST_CASE("ssh: key files that cannot be used are named", "[sshd]") {
  const own_sshd sshd;
  auto target = sshd.target();
  target.identity_files = {sshd.file("missing")};
  const auto missing = failing(target);
  CHECK(missing.kind == failure::login);
  CHECK(says(missing, "cannot use the key " + sshd.file("missing") + ": No such file or directory"));
  target.identity_files = {sshd.file("sshd_config")};
  CHECK(says(failing(target), "cannot use the key " + sshd.file("sshd_config") + ": it is not a private key"));

  // the public half is whole, the private one is not: its first bytes repeat themselves, and here do not
  auto text = content(sshd.file("id"));
  text.replace(text.find('\n') + 1 + 70 + 1 + 66, 3, text[173] == 'A' ? "BBB" : "AAA");
  std::ofstream(sshd.file("damaged")) << text;
  target.identity_files = {sshd.file("damaged")};
  CHECK(says(failing(target), "cannot use the key " + sshd.file("damaged")));
}

TEST_CASE("ssh: only an RSA key", "[sshd]") {
  const own_sshd sshd;
  sshd.make_key("rsa", "-t rsa -b 2048 -N ''");
  sshd.authorize("rsa");
  auto target = sshd.target();
  target.identity_files = {sshd.file("rsa")};
  const auto refused = failing(target);
  if (refused.kind == failure::local) return;  // a libssh2 that can
  CHECK(refused.kind == failure::login);
  CHECK(says(refused, "the host offers publickey; tried: " + sshd.file("rsa") + " (ssh-rsa " + sshd.fingerprint("rsa") + ")"));
  CHECK(says(refused, "only an RSA key, and libssh2 1.10.0 signs with those in the old way (SHA-1)"));
  CHECK(refused.remedy.find("ed25519") != std::string::npos);
  CHECK(refused.remedy.find("`openssh`") != std::string::npos);
}

TEST_CASE("ssh: the agent", "[sshd]") {
  const own_sshd sshd;
  const environment_variable no_home("HOME", sshd.file("home"));
  const environment_variable socket("SSH_AUTH_SOCK", sshd.file("agent"));
  auto target = sshd.target();
  target.identity_files.clear();

  SECTION("is not there") { CHECK(says(failing(target), "tried: nothing, there is no agent and no key")); }
  SECTION("holds the key") {
    const process agent({"ssh-agent", "-D", "-a", sshd.file("agent")});
    run(until([&] { return std::filesystem::exists(sshd.file("agent")); }));
    CHECK(says(failing(target), "tried: nothing, there is no agent and no key"));
    sshd.make_key("rsa", "-t rsa -b 2048 -N ''");
    // libssh2 1.10 loses 72 bytes when it reads such a key in OpenSSH's own form
    sshd.make_key("nistp", "-t ecdsa -b 384 -m PEM -N ''");
    shell("ssh-add -q " + sshd.file("rsa") + " " + sshd.file("nistp"));
    const auto refused = failing(target);
    CHECK(says(refused, "tried: the agent's key (ecdsa-sha2-nistp384 " + sshd.fingerprint("nistp") +
                            "), the agent's key (ssh-rsa " + sshd.fingerprint("rsa") + ")"));
    sshd.authorize("nistp");
    reaches(target);
    shell("ssh-add -q " + sshd.file("id"));
    shell("ssh-add -q -d " + sshd.file("nistp"));
    reaches(target);

    // with key files named, it only helps with those
    sshd.make_key("locked", "-t ed25519 -N ''");
    shell("ssh-add -q " + sshd.file("locked"));
    shell("ssh-keygen -q -p -P '' -N secret -f " + sshd.file("locked") + " >/dev/null");
    sshd.authorize("locked");
    target.identity_files = {sshd.file("locked")};
    reaches(target);
    target.identity_files = {sshd.file("locked.pub")};
    reaches(target);
    target.identity_files = {sshd.file("nistp")};
    shell("sed -i /nistp384/d " + sshd.file("authorized_keys"));
    CHECK_FALSE(says(failing(target), "agent"));
  }
  SECTION("holds more keys than the host has patience") {
    const process agent({"ssh-agent", "-D", "-a", sshd.file("agent")});
    run(until([&] { return std::filesystem::exists(sshd.file("agent")); }));
    for (int i = 0; i != 8; ++i) {
      sshd.make_key("many" + std::to_string(i), "-t ed25519 -N ''");
      shell("ssh-add -q " + sshd.file("many" + std::to_string(i)));
    }
    const auto refused = failing(target);
    CHECK(refused.kind == failure::login);
    CHECK(says(refused, "Too many authentication failures"));
    CHECK(says(refused, sshd.fingerprint("many0")));
  }
  SECTION("does not answer") {
    target.login_within = std::chrono::seconds(1);
    asio::io_context context;
    asio::local::stream_protocol::acceptor silent(context, asio::local::stream_protocol::endpoint(sshd.file("agent")));
    const auto late = failing(target);
    CHECK(late.kind == failure::timed_out);
    CHECK(says(late, "during the login"));
  }
}

TEST_CASE("ssh: keys that nobody named are those of the user", "[sshd]") {
  const own_sshd sshd;
  const environment_variable home("HOME", sshd.file("home"));
  const environment_variable no_agent("SSH_AUTH_SOCK", "");
  std::filesystem::create_directories(sshd.file("home/.ssh"));
  std::filesystem::copy_file(sshd.file("id"), sshd.file("home/.ssh/id_ed25519"));
  std::ofstream(sshd.file("home/.ssh/id_rsa")) << "nonsense\n";
  std::filesystem::copy_file(sshd.file("known_hosts"), sshd.file("home/.ssh/known_hosts"));
  auto target = sshd.target();
  target.identity_files.clear();
  target.known_hosts_file.clear();
  reaches(target);
  std::filesystem::remove(sshd.file("home/.ssh/id_ed25519"));
  CHECK(says(failing(target), "id_rsa (it is not a private key)"));
  target.identity_files = {"~/../id"};
  reaches(target);
}
