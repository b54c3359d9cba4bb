#include <slipway/transport/ssh.hpp>

#include <signal.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "transport/own_sshd.hpp"
#include "transport/run.hpp"

using namespace slipway::transport;
using namespace transport_test;

namespace {

using steady = std::chrono::steady_clock;

std::string nobody(const std::string& question) {
  FAIL_CHECK("was asked: " << question);
  return {};
}

struct environment_variable {
  std::string name;
  std::optional<std::string> before;
  environment_variable(std::string variable, const std::string& value) : name(std::move(variable)) {
    if (const char* old = std::getenv(name.c_str())) before = old;
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  environment_variable(const environment_variable&) = delete;
  environment_variable& operator=(const environment_variable&) = delete;
  ~environment_variable() {
    if (before) ::setenv(name.c_str(), before->c_str(), 1);
    else ::unsetenv(name.c_str());
  }
};

asio::awaitable<std::string> output_of(connection& host, std::string command) {
  const auto running = co_await host.open(std::move(command));
  co_await running->finish_writing();
  co_return co_await read_all(*running);
}

// what connecting fails with; an empty message if it does not fail
error failing(const ssh_target& target, const ask_secret& ask = nobody) {
  error thrown(failure::local, "");
  run([](ssh_target to, ask_secret asking, error& into) -> asio::awaitable<void> {
    try {
      const auto host = co_await connect_ssh(to, asking);
      co_await host->close();
    } catch (const error& e) {
      into = e;
    }
  }(target, ask, thrown));
  INFO(thrown.what() << "\n" << thrown.remedy);
  CHECK(std::string(thrown.what()).find('\n') == std::string::npos);
  return thrown;
}

void reaches(const ssh_target& target, const ask_secret& ask = nobody) {
  run([](ssh_target to, ask_secret asking) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(to, asking);
    const auto said = co_await output_of(*host, "echo here");
    CHECK(said == "here\n");
    co_await host->close();
  }(target, ask));
}

bool says(const error& e, const std::string& text) {
  INFO(e.what());
  return std::string(e.what()).find(text) != std::string::npos;
}

// what a pending operation ends with
struct outcome {
  std::string kind = "pending";
  std::string what;

  auto note() {
    return [this](std::exception_ptr thrown) {
      try {
        if (thrown) std::rethrow_exception(thrown);
        kind = "ended";
      } catch (const error& e) {
        kind = e.kind == failure::closed ? "closed" : e.kind == failure::timed_out ? "timed out" : "error";
        what = e.what();
      } catch (const boost::system::system_error& e) {
        kind = e.code() == asio::error::operation_aborted ? "aborted" : "other";
      }
    };
  }
};

asio::awaitable<void> until(std::function<bool()> true_at_last) {
  for (int i = 0; i != 3000 && !true_at_last(); ++i) co_await pause(std::chrono::milliseconds(10));
}

// bytes of which no piece looks like another
std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 2463534242u;
  for (char& c : bytes) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    c = static_cast<char>(state & 0xffu);
  }
  return bytes;
}

}  // namespace

TEST_CASE("ssh: a command's three streams", "[sshd]") {
  const own_sshd sshd;
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto running = co_await host->open("read line; echo \"got $line\"; echo oops >&2; cat");
    co_await running->write("one\ntwo\n");
    co_await running->finish_writing();
    const auto output = co_await read_all(*running);
    CHECK(output == "got one\ntwo\n");
    CHECK(running->error_output() == "oops\n");
    std::string more(1, '\0');
    const auto after_the_end = co_await running->read(std::span(more));
    CHECK(after_the_end == 0);
    co_await host->close();
    outcome after;
    try {
      co_await host->open("true");
    } catch (const error& e) {
      after.what = e.what();
    }
    CHECK(after.what.find("closed here") != std::string::npos);
  }(sshd.target()));
  run(until([&] { return sshd.log().find("Received disconnect") != std::string::npos; }));
  CHECK(sshd.log().find("Received disconnect") != std::string::npos);
}

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

TEST_CASE("ssh: what is written and read while keys are exchanged anew arrives whole", "[sshd]") {
  const own_sshd sshd("RekeyLimit 1M\nMaxSessions 20");
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto executor = co_await asio::this_coro::executor;
    const auto sent = noise(12 << 20);
    unsigned done = 0;
    const auto echo = [&]() -> asio::awaitable<void> {
      const std::shared_ptr<channel> running = co_await host->open("cat; echo bye >&2");
      const auto send = [running, &sent]() -> asio::awaitable<void> {
        co_await running->write(sent);
        co_await running->finish_writing();
      };
      asio::co_spawn(co_await asio::this_coro::executor, send, asio::detached);
      const auto received = co_await read_all(*running);
      CHECK(received.size() == sent.size());
      CHECK(received == sent);
      CHECK(running->error_output() == "bye\n");
      ++done;
    };
    for (int i = 0; i != 4; ++i) asio::co_spawn(executor, echo, asio::detached);
    const auto deadline = steady::now() + std::chrono::seconds(50);
    while (done != 4 && steady::now() < deadline) co_await pause(std::chrono::milliseconds(20));
    CHECK(done == 4);
    co_await host->close();
  }(sshd.target()));
}

TEST_CASE("ssh: channels side by side do not wait for each other", "[sshd]") {
  const own_sshd sshd("MaxSessions 50");
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto executor = co_await asio::this_coro::executor;
    // nobody reads what this one says, and nobody lets it say more than its window
    const auto unread = co_await host->open("yes");
    const std::shared_ptr<channel> silent = co_await host->open("read line; echo \"$line\"");
    std::string heard;
    const auto listen = [&]() -> asio::awaitable<void> { heard = co_await read_all(*silent); };
    asio::co_spawn(executor, listen, asio::detached);
    const auto swallow = co_await host->open("cat >/dev/null");
    co_await swallow->write(std::string(20 << 20, 'x'));
    unsigned answered = 0;
    const auto ask_one = [&]() -> asio::awaitable<void> {
      for (int i = 0; i != 5; ++i) {
        const auto said = co_await output_of(*host, "echo one");
        if (said == "one\n") ++answered;
      }
    };
    for (int i = 0; i != 8; ++i) asio::co_spawn(executor, ask_one, asio::detached);
    co_await until([&] { return answered == 40; });
    CHECK(answered == 40);
    CHECK(heard.empty());
    co_await silent->write("now\n");
    co_await until([&] { return !heard.empty(); });
    CHECK(heard == "now\n");
  }(sshd.target()));
}

TEST_CASE("ssh: standard error never stops a command, and its end is kept", "[sshd]") {
  const own_sshd sshd;
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto running = co_await host->open("head -c 9000000 /dev/zero | tr '\\0' e >&2; echo last >&2; cat");
    co_await running->write(std::string(3 << 20, 'x'));
    co_await running->finish_writing();
    const auto output = co_await read_all(*running);
    CHECK(output.size() == 3 << 20);
    const auto errors = running->error_output();
    CHECK(errors.size() == 4096);
    CHECK(errors.ends_with("eeelast\n"));
  }(sshd.target()));
}

TEST_CASE("ssh: a command that ends before it has read its input", "[sshd]") {
  const own_sshd sshd;
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto running = co_await host->open("echo short");
    outcome written;
    try {
      co_await running->write(std::string(64 << 20, 'x'));
    } catch (const error& e) {
      written.what = e.what();
    }
    CHECK(written.what.find("ended before it had read all of its input") != std::string::npos);
    const auto said = co_await read_all(*running);
    CHECK(said == "short\n");
    const auto next = co_await output_of(*host, "echo next");
    CHECK(next == "next\n");
  }(sshd.target()));
}

TEST_CASE("ssh: a channel that the host refuses", "[sshd]") {
  const own_sshd sshd("MaxSessions 1");
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    auto first = co_await host->open("cat");
    outcome second;
    try {
      co_await host->open("cat");
    } catch (const error& e) {
      second.what = e.what();
    }
    CHECK(second.what.find("refuses another session") != std::string::npos);
    outcome third;
    try {
      co_await host->open(std::string(40000, 'x'));
    } catch (const error& e) {
      third.what = e.what();
    }
    CHECK(third.what.find("a command of 40000 bytes is too long") != std::string::npos);
    // the first one's place is free when the host has noticed that it is gone; nobody waits for that here
    first.reset();
    std::string said;
    for (int i = 0; i != 500 && said.empty(); ++i) {
      co_await pause(std::chrono::milliseconds(20));
      try {
        said = co_await output_of(*host, "echo again");
      } catch (const error&) {
      }
    }
    CHECK(said == "again\n");
  }(sshd.target()));
}

TEST_CASE("ssh: a host that kills the connection ends all that is pending", "[sshd]") {
  const own_sshd sshd;
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto executor = co_await asio::this_coro::executor;
    const std::shared_ptr<channel> silent = co_await host->open("echo $PPID; exec sleep 30");
    std::string line(32, '\0');
    const auto size = co_await silent->read(std::span(line));
    const std::shared_ptr<channel> deaf = co_await host->open("exec sleep 30");
    outcome reading;
    outcome writing;
    outcome opening;
    const auto read = [&]() -> asio::awaitable<void> { co_await read_all(*silent); };
    const auto write = [&]() -> asio::awaitable<void> { co_await deaf->write(std::string(16 << 20, 'x')); };
    asio::co_spawn(executor, read, reading.note());
    asio::co_spawn(executor, write, writing.note());
    co_await pause(std::chrono::milliseconds(100));
    ::kill(std::stoi(line.substr(0, size)), SIGKILL);
    co_await until([&] { return reading.kind != "pending" && writing.kind != "pending"; });
    CHECK(reading.kind == "closed");
    CHECK(writing.kind == "closed");
    CHECK(reading.what.find("Machine:own (") == 0);
    asio::co_spawn(executor, host->open("true"), [&](std::exception_ptr e, const auto&) { opening.note()(e); });
    co_await until([&] { return opening.kind != "pending"; });
    CHECK(opening.kind == "closed");
  }(sshd.target()));
}

TEST_CASE("ssh: a host that falls silent is lost after three questions", "[sshd]") {
  const own_sshd sshd;
  auto target = sshd.target();
  target.keep_alive_every = std::chrono::seconds(1);
  run([](ssh_target to) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(to, nobody);
    const auto executor = co_await asio::this_coro::executor;
    const std::shared_ptr<channel> silent = co_await host->open("echo $PPID; exec sleep 30");
    std::string line(32, '\0');
    const auto size = co_await silent->read(std::span(line));
    const auto sshd_pid = std::stoi(line.substr(0, size));
    outcome reading;
    const auto read = [&]() -> asio::awaitable<void> { co_await read_all(*silent); };
    asio::co_spawn(executor, read, reading.note());
    // quiet is not silent: the questions are answered
    co_await pause(std::chrono::milliseconds(4500));
    CHECK(reading.kind == "pending");
    ::kill(sshd_pid, SIGSTOP);
    const auto stopped = steady::now();
    co_await until([&] { return reading.kind != "pending"; });
    const auto took = steady::now() - stopped;
    ::kill(sshd_pid, SIGKILL);
    CHECK(reading.kind == "closed");
    CHECK(reading.what.find("has not answered for 3 s") != std::string::npos);
    CHECK(took > std::chrono::milliseconds(1900));
    CHECK(took < std::chrono::seconds(10));
  }(target));
}

TEST_CASE("ssh: the host's own questions are answered while nobody waits", "[sshd]") {
  const own_sshd sshd("ClientAliveInterval 1\nClientAliveCountMax 2");
  run([](ssh_target target) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(target, nobody);
    const auto running = co_await host->open("cat");
    co_await pause(std::chrono::seconds(5));
    co_await running->write("still here\n");
    co_await running->finish_writing();
    const auto said = co_await read_all(*running);
    CHECK(said == "still here\n");
  }(sshd.target()));
}

TEST_CASE("ssh: pending operations can be cancelled, and everything be destroyed under them", "[sshd]") {
  const own_sshd sshd;
  asio::io_context context;
  std::unique_ptr<connection> host;
  std::unique_ptr<channel> silent;
  const auto set_up = [&]() -> asio::awaitable<void> {
    host = co_await connect_ssh(sshd.target(), nobody);
    silent = co_await host->open("exec sleep 30");
  };
  asio::co_spawn(context, set_up, asio::detached);
  for (int i = 0; i != 1000 && !silent; ++i) context.run_one_for(std::chrono::milliseconds(100));
  REQUIRE(silent);
  const auto spin = [&](int milliseconds) {
    context.restart();
    context.run_for(std::chrono::milliseconds(milliseconds));
  };
  const auto read = [&]() -> asio::awaitable<void> { co_await read_all(*silent); };
  const auto write = [&]() -> asio::awaitable<void> { co_await silent->write(std::string(16 << 20, 'x')); };
  asio::cancellation_signal stop_reading;
  asio::cancellation_signal stop_writing;
  outcome reading;
  outcome writing;
  asio::co_spawn(context, read, asio::bind_cancellation_slot(stop_reading.slot(), reading.note()));
  asio::co_spawn(context, write, asio::bind_cancellation_slot(stop_writing.slot(), writing.note()));
  spin(200);
  CHECK(reading.kind == "pending");
  stop_reading.emit(asio::cancellation_type::terminal);
  stop_writing.emit(asio::cancellation_type::terminal);
  spin(50);
  CHECK(reading.kind == "aborted");
  CHECK(writing.kind == "aborted");

  // the rest of a torn write would be taken for its own
  outcome torn;
  const auto write_more = [&]() -> asio::awaitable<void> { co_await silent->write("more"); };
  asio::co_spawn(context, write_more, torn.note());
  spin(50);
  CHECK(torn.what.find("earlier write") != std::string::npos);

  outcome destroyed;
  SECTION("the channel") {
    asio::co_spawn(context, read, destroyed.note());
    spin(50);
    silent.reset();
    spin(50);
    CHECK(destroyed.kind == "closed");
  }
  SECTION("the connection") {
    asio::co_spawn(context, read, destroyed.note());
    spin(50);
    host.reset();
    spin(50);
    CHECK(destroyed.kind == "closed");
  }
  SECTION("the executor, with everything under way") {
    asio::co_spawn(context, read, destroyed.note());
    asio::co_spawn(context, host->open("true"), asio::detached);
    context.restart();
    context.poll();
  }
}

namespace {

// takes connections and says one thing
struct odd_server {
  asio::io_context& context;
  asio::ip::tcp::acceptor acceptor;
  std::string greeting;
  std::chrono::milliseconds open_for;

  odd_server(asio::io_context& c, std::string says_what, std::chrono::milliseconds for_how_long)
      : context(c),
        acceptor(c, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
        greeting(std::move(says_what)),
        open_for(for_how_long) {
    asio::co_spawn(context, serve(), asio::detached);
  }
  asio::awaitable<void> serve() {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    boost::system::error_code ignored;
    asio::write(socket, asio::buffer(greeting), ignored);
    co_await pause(open_for);
  }
  [[nodiscard]] ssh_target target() const {
    ssh_target t;
    t.name = "Machine:odd";
    t.address = "127.0.0.1";
    t.port = acceptor.local_endpoint().port();
    t.user = "deploy";
    t.known_hosts_file = "/nonexistent";
    t.login_within = std::chrono::seconds(1);
    return t;
  }
};

struct met {
  outcome ended;
  std::chrono::milliseconds took{};
};

met meet(const std::string& greeting, std::chrono::milliseconds open_for) {
  asio::io_context context;
  odd_server server(context, greeting, open_for);
  met result;
  const auto begun = steady::now();
  const auto connect = [&]() -> asio::awaitable<void> { co_await connect_ssh(server.target(), nobody); };
  asio::co_spawn(context, connect, [&](std::exception_ptr e) {
    result.ended.note()(e);
    result.took = std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - begun);
    context.stop();
  });
  context.run_for(std::chrono::seconds(10));
  INFO(result.ended.what);
  CHECK(result.ended.kind != "pending");
  return result;
}

}  // namespace

TEST_CASE("ssh: servers that are none") {
  SECTION("silent") {
    const auto silent = meet("", std::chrono::seconds(9));
    CHECK(silent.ended.kind == "timed out");
    CHECK(silent.ended.what == "Machine:odd (deploy@127.0.0.1:" + silent.ended.what.substr(30, 5) +
                                   "): the time to log in (1 s) is over during the key exchange");
    CHECK(silent.took > std::chrono::milliseconds(900));
    CHECK(silent.took < std::chrono::seconds(5));
  }
  SECTION("stops after its greeting") {
    const auto stopping = meet("SSH-2.0-OpenSSH_9.2\r\n", std::chrono::seconds(9));
    CHECK(stopping.ended.kind == "timed out");
  }
  SECTION("closes at once") {
    const auto closing = meet("", std::chrono::milliseconds(1));
    CHECK(closing.ended.kind == "closed");
    CHECK(closing.ended.what.ends_with(" during the key exchange"));
  }
  SECTION("closes in the middle of the key exchange") {
    const auto closing = meet("SSH-2.0-OpenSSH_9.2\r\n", std::chrono::milliseconds(50));
    CHECK(closing.ended.kind == "closed");
  }
  SECTION("says why it will not") {
    const auto refusing = meet("Not allowed at this time\r\n", std::chrono::milliseconds(50));
    CHECK(refusing.ended.kind == "closed");
  }
  SECTION("speaks something else") {
    const auto other = meet("SSH-2.0-x\r\n" + noise(100000), std::chrono::seconds(9));
    CHECK(other.ended.kind != "ended");
  }
}

TEST_CASE("ssh: a login can be cancelled at any moment, and its executor be destroyed") {
  for (int moment = 0; moment != 40; ++moment) {
    INFO("after " << moment << " steps");
    asio::io_context context;
    odd_server server(context, "SSH-2.0-OpenSSH_9.2\r\n", std::chrono::seconds(9));
    asio::cancellation_signal stop;
    outcome connecting;
    const auto connect = [&]() -> asio::awaitable<void> { co_await connect_ssh(server.target(), nobody); };
    asio::co_spawn(context, connect, asio::bind_cancellation_slot(stop.slot(), connecting.note()));
    for (int i = 0; i != moment; ++i) context.poll_one();
    if (moment % 2 == 0) continue;
    stop.emit(asio::cancellation_type::terminal);
    context.run_for(std::chrono::milliseconds(20));
    CHECK(connecting.kind == "aborted");
  }
}

TEST_CASE("ssh: a host that does not take connections is waited for so long, and no longer") {
  // one connection waits to be accepted, and the next ones get no answer
  asio::io_context context;
  asio::ip::tcp::acceptor full(context);
  const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
  full.open(any.protocol());
  full.bind(any);
  full.listen(0);
  asio::ip::tcp::socket waiting(context);
  waiting.connect(full.local_endpoint());
  ssh_target target;
  target.address = "127.0.0.1";
  target.port = full.local_endpoint().port();
  target.user = "deploy";
  target.connect_within = std::chrono::seconds(1);
  const auto begun = steady::now();
  const auto late = failing(target);
  CHECK(late.kind == failure::timed_out);
  CHECK(says(late, "connecting took longer than 1 s (127.0.0.1: no answer in time)"));
  CHECK(steady::now() - begun < std::chrono::seconds(5));
}

TEST_CASE("ssh: hosts that cannot be reached") {
  ssh_target target;
  target.address = "slipway.invalid";
  target.user = "deploy";
  const auto nameless = failing(target);
  CHECK(nameless.kind == failure::resolve);
  CHECK(says(nameless, "deploy@slipway.invalid:22: no address for 'slipway.invalid': "));
  target.address = "127.0.0.1";
  target.port = free_port();
  const auto refused = failing(target);
  CHECK(refused.kind == failure::connect);
  CHECK(says(refused, "127.0.0.1: Connection refused"));
  target.address = "localhost";
  CHECK(says(failing(target), "Connection refused"));
}

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

}  // namespace

namespace {

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
