#include <slipway/transport/local.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "transport/run.hpp"

using namespace slipway::transport;
using namespace transport_test;

namespace {

asio::awaitable<std::string> output_of(std::string command) {
  const auto here = co_await connect_local();
  const auto running = co_await here->open(std::move(command));
  co_await running->finish_writing();
  co_return co_await read_all(*running);
}

std::string content(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct scratch_file {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("slipway-local-" + std::to_string(::getpid()));
  scratch_file() { std::filesystem::remove(path); }
  ~scratch_file() { std::filesystem::remove(path); }
};

// children of this process that have ended and that nobody has waited for
unsigned zombies() {
  unsigned found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    std::string pid, name, state;
    long parent = 0;
    if (file >> pid >> name >> state >> parent && parent == ::getpid() && state == "Z") ++found;
  }
  return found;
}

asio::awaitable<void> await_no_zombies() {
  for (int i = 0; i != 75 && zombies() != 0; ++i) co_await pause(std::chrono::milliseconds(20));
  CHECK(zombies() == 0);
}

}  // namespace

TEST_CASE("local: a command's three streams") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    const auto running = co_await here->open("read line; echo \"got $line\"; echo oops >&2; cat");
    co_await running->write("one\ntwo\n");
    co_await running->finish_writing();
    const auto output = co_await read_all(*running);
    CHECK(output == "got one\ntwo\n");
    CHECK(running->error_output() == "oops\n");
    std::string more(1, '\0');
    const auto after_the_end = co_await running->read(std::span(more));
    CHECK(after_the_end == 0);
    co_await await_no_zombies();
  }());
}

TEST_CASE("local: both directions at once, more than pipes hold") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    const std::shared_ptr<channel> running = co_await here->open("cat");
    const std::string sent(20 << 20, 'x');
    const auto executor = co_await asio::this_coro::executor;
    const auto send = [running, &sent]() -> asio::awaitable<void> {
      co_await running->write(sent);
      co_await running->finish_writing();
    };
    asio::co_spawn(executor, send, asio::detached);
    const auto output = co_await read_all(*running);
    CHECK(output.size() == sent.size());
  }());
}

TEST_CASE("local: standard error never stops a command, and its end is kept") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    const auto running = co_await here->open("head -c 1000000 /dev/zero | tr '\\0' e >&2; echo last >&2; echo done");
    const auto output = co_await read_all(*running);
    CHECK(output == "done\n");
    const auto errors = running->error_output();
    CHECK(errors.size() == 4096);
    CHECK(errors.ends_with("eeelast\n"));
  }());
}

TEST_CASE("local: a command that does not read is an error, not a signal") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    const auto running = co_await here->open("exec <&-; echo ready; sleep 0.2");
    std::string ready(16, '\0');
    co_await running->read(std::span(ready));
    const std::string sent(1 << 20, 'x');
    failure kind{};
    try {
      co_await running->write(sent);
    } catch (const error& e) {
      kind = e.kind;
    }
    CHECK(kind == failure::closed);
  }());
}

TEST_CASE("local: destroying a channel closes its pipes and ends nothing that has left them") {
  run([]() -> asio::awaitable<void> {
    const scratch_file left;
    const auto here = co_await connect_local();
    {
      const auto running = co_await here->open("{ sleep 2; echo alive > " + left.path.string() +
                                               "; } </dev/null >/dev/null 2>&1 & cat >/dev/null; echo eof");
      co_await pause(std::chrono::milliseconds(50));
    }
    co_await await_no_zombies();  // cat saw the end of its input, and the shell ended
    CHECK_FALSE(std::filesystem::exists(left.path));
    for (int i = 0; i != 500 && content(left.path).empty(); ++i) co_await pause(std::chrono::milliseconds(20));
    CHECK(content(left.path) == "alive\n");
  }());
}

TEST_CASE("local: a command inherits three descriptors, default signals and a session of its own") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    // what whoever started the tests left open is not ours to close
    std::set<int> inherited = {0, 1, 2};
    for (int fd = 3; fd != 1024; ++fd)
      if (const int flags = ::fcntl(fd, F_GETFD); flags != -1 && (flags & FD_CLOEXEC) == 0) inherited.insert(fd);
    const auto beside = co_await here->open("sleep 1");
    const auto waiting = co_await here->open("echo $$; read line");
    std::string pid(32, '\0');
    pid.resize(co_await waiting->read(std::span(pid)) - 1);
    std::set<int> descriptors;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + pid + "/fd"))
      descriptors.insert(std::stoi(entry.path().filename()));
    CHECK(descriptors == inherited);
    const auto signals = co_await output_of("exec grep -E 'Sig(Ign|Blk):.*[1-9a-f][0-9a-f]{0,6}$' /proc/self/status");
    CHECK(signals == "");
    const auto session = co_await output_of(
        "read -r pid name state parent group session rest < /proc/$$/stat; [ \"$session\" = $$ ] && echo "
        "own");
    CHECK(session == "own\n");
  }());
}

TEST_CASE("local: what cannot be started is an error") {
  run([]() -> asio::awaitable<void> {
    const auto here = co_await connect_local();
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    // room for one pipe, which the sanitizers' own checks need, and not for the three of a process
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next);
    const rlimit few{static_cast<rlim_t>(next) + 3, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
    failure kind{};
    std::string what;
    try {
      co_await here->open("true");
    } catch (const error& e) {
      kind = e.kind;
      what = e.what();
    }
    ::setrlimit(RLIMIT_NOFILE, &before);
    CHECK(kind == failure::local);
    CHECK(what.find("Too many open files") != std::string::npos);
  }());
}

TEST_CASE("local: a pending read can be cancelled, and its channel be destroyed") {
  asio::io_context context;
  asio::cancellation_signal stop;
  std::string cancelled;
  std::string destroyed;
  std::unique_ptr<channel> silent;
  const auto note = [](std::string& into) {
    return [&into](std::exception_ptr thrown) {
      try {
        if (thrown) std::rethrow_exception(thrown);
        into = "ended";
      } catch (const error& e) {
        into = "error";
      } catch (const boost::system::system_error& e) {
        into = e.code() == asio::error::operation_aborted ? "aborted" : "other";
      }
    };
  };
  const auto read_one = [&]() -> asio::awaitable<void> {
    std::string piece(16, '\0');
    co_await silent->read(std::span(piece));
  };
  asio::co_spawn(
      context, [&]() -> asio::awaitable<void> { silent = co_await (co_await connect_local())->open("sleep 5"); }, asio::detached);
  context.run_for(std::chrono::milliseconds(300));
  REQUIRE(silent);
  context.restart();
  asio::co_spawn(context, read_one, asio::bind_cancellation_slot(stop.slot(), note(cancelled)));
  context.poll();
  stop.emit(asio::cancellation_type::all);
  context.poll();
  CHECK(cancelled == "aborted");
  std::string torn;
  std::string finished;
  asio::cancellation_signal stop_writing;
  const auto write = [&]() -> asio::awaitable<void> { co_await silent->write(std::string(1 << 20, 'x')); };
  const auto finish = [&]() -> asio::awaitable<void> { co_await silent->finish_writing(); };
  context.restart();
  asio::co_spawn(context, write, asio::bind_cancellation_slot(stop_writing.slot(), note(torn)));
  context.run_for(std::chrono::milliseconds(50));
  stop_writing.emit(asio::cancellation_type::all);
  context.poll();
  CHECK(torn == "aborted");
  context.restart();
  asio::co_spawn(context, finish, note(finished));
  context.poll();
  CHECK(finished == "error");  // half of the input is not all of it
  context.restart();
  asio::co_spawn(context, read_one, note(destroyed));
  context.poll();
  silent.reset();
  context.poll();
  CHECK(destroyed == "error");
}
