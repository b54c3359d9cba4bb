#include <slipway/transport/ssh.hpp>

#include <signal.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catch.hpp"
#include "transport/own_sshd.hpp"
#include "transport/ssh_cases.hpp"

using namespace slipway::transport;
using namespace transport_test;

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
