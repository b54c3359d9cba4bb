#include <slipway/transport/ssh.hpp>

#include <boost/asio/detached.hpp>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "transport/own_sshd.hpp"
#include "transport/ssh_cases.hpp"

using namespace slipway::transport;
using namespace transport_test;

namespace {

ssh_target testbed_host(const std::string& address, const std::string& user) {
  const char* folder = std::getenv("SLIPWAY_TESTBED");
  if (folder == nullptr) throw std::runtime_error("SLIPWAY_TESTBED must name the folder run/ of the testbed");
  ssh_target target;
  target.name = "Machine:" + address;
  target.address = address;
  target.user = user;
  target.identity_files = {std::string(folder) + "/id_ed25519"};
  target.known_hosts_file = std::string(folder) + "/known_hosts";
  return target;
}

// neither an agent nor files
struct without_keys {
  scratch_folder folder;
  environment_variable home{"HOME", folder.path.string()};
  environment_variable agent{"SSH_AUTH_SOCK", ""};
};

}  // namespace

TEST_CASE("ssh: real hosts, by key", "[hosts][testbed]") {
  for (const auto* address : {"10.77.1.1", "10.77.1.2"})
    for (const auto* user : {"root", "deploy", "admin"}) {
      INFO(user << " at " << address);
      reaches(testbed_host(address, user));
    }
}

TEST_CASE("ssh: real hosts, by password", "[hosts][testbed]") {
  const without_keys nobody_else;
  auto target = testbed_host("10.77.1.1", "guest");
  target.identity_files.clear();
  std::vector<std::string> asked;
  std::string said = "guest-pw";
  const auto answer = [&](const std::string& question) {
    asked.push_back(question);
    return said;
  };
  reaches(target, answer);
  CHECK(asked == std::vector<std::string>{"password of guest@10.77.1.1:22"});
  said = "wrong";
  const auto wrong = failing(target, answer);
  CHECK(wrong.kind == failure::login);
  CHECK(says(wrong, "the host offers publickey,password; tried: password"));
  CHECK(asked.size() == 2);
  said = "";
  CHECK(says(failing(target, answer), "password (none was given)"));
}

TEST_CASE("ssh: real hosts, by keyboard-interactive", "[hosts][testbed]") {
  const without_keys nobody_else;
  auto target = testbed_host("10.77.1.2", "guest");
  target.identity_files.clear();
  target.port = 2222;
  std::vector<std::string> asked;
  run([](ssh_target root, ssh_target guest, std::vector<std::string>& questions) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(root, nobody);
    const auto sshd = co_await host->open(
        "mkdir -p /run/sshd; exec /usr/sbin/sshd -D -p 2222 -o PidFile=none -o "
        "KbdInteractiveAuthentication=yes "
        "-o PasswordAuthentication=no & echo $!; while read -r line; do :; done; kill $!");
    std::string line(32, '\0');
    co_await sshd->read(std::span(line));
    const auto answer = [&questions](const std::string& question) {
      questions.push_back(question);
      return std::string("guest-pw");
    };
    std::unique_ptr<connection> other;
    for (int i = 0; i != 100 && !other; ++i) {
      co_await pause(std::chrono::milliseconds(100));
      try {
        other = co_await connect_ssh(guest, answer);
      } catch (const error& e) {
        if (e.kind != failure::connect) throw;  // not listening yet
      }
    }
    REQUIRE(other);
    const auto said = co_await output_of(*other, "id -un");
    CHECK(said == "guest\n");
    co_await sshd->finish_writing();
    co_await read_all(*sshd);
  }(testbed_host("10.77.1.2", "root"), target, asked));
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].starts_with("guest@10.77.1.2:2222 asks: "));
  CHECK(asked[0].ends_with("Password"));
}

TEST_CASE("ssh: real hosts, side by side", "[hosts][testbed]") {
  run([]() -> asio::awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    unsigned done = 0;
    const auto work = [&](std::string address) -> asio::awaitable<void> {
      const auto host = co_await connect_ssh(testbed_host(address, "root"), nobody);
      const auto sent = noise(4 << 20);
      const auto sums = co_await host->open("sha256sum | cut -c1-64");
      co_await sums->write(sent);
      co_await sums->finish_writing();
      const auto sum = co_await read_all(*sums);
      const auto again = co_await host->open("cat");
      CHECK(sum.size() == 65);
      co_await host->close();
      ++done;
    };
    static_cast<void>(testbed_host("10.77.1.1", "root"));
    const std::vector<std::string> addresses = {"10.77.1.1", "10.77.1.2", "10.77.1.1", "10.77.1.2"};
    for (const auto& address : addresses) {
      const auto one = [&work, address] { return work(address); };
      asio::co_spawn(executor, one, asio::detached);
    }
    co_await until([&] { return done == 4; });
    CHECK(done == 4);
  }());
}
