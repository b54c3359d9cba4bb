// What the tests of the ssh transport share.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <slipway/transport/ssh.hpp>

#include "catch.hpp"
#include "transport/run.hpp"

namespace transport_test {

using namespace slipway::transport;

using steady = std::chrono::steady_clock;

inline std::string nobody(const std::string& question) {
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

inline asio::awaitable<std::string> output_of(connection& host, std::string command) {
  const auto running = co_await host.open(std::move(command));
  co_await running->finish_writing();
  co_return co_await read_all(*running);
}

// what connecting fails with; an empty message if it does not fail
inline error failing(const ssh_target& target, const ask_secret& ask = nobody) {
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

inline void reaches(const ssh_target& target, const ask_secret& ask = nobody) {
  run([](ssh_target to, ask_secret asking) -> asio::awaitable<void> {
    const auto host = co_await connect_ssh(to, asking);
    const auto said = co_await output_of(*host, "echo here");
    CHECK(said == "here\n");
    co_await host->close();
  }(target, ask));
}

inline bool says(const error& e, const std::string& text) {
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

inline asio::awaitable<void> until(std::function<bool()> true_at_last) {
  for (int i = 0; i != 3000 && !true_at_last(); ++i) co_await pause(std::chrono::milliseconds(10));
}

// bytes of which no piece looks like another
inline std::string noise(std::size_t size) {
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

}  // namespace transport_test
