#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <span>
#include <system_error>
#include <thread>
#include <utility>

#include <slipway/transport/alarm.hpp>
#include <slipway/transport/file.hpp>
#include <slipway/transport/local.hpp>
#include <slipway/transport/tail.hpp>

extern char** environ;

namespace slipway::transport {
namespace detail {

[[noreturn]] inline void fail_to_start(int reason) {
  throw error(failure::local, std::string("cannot start a command on this machine: ") + std::strerror(reason),
              "check the limits on processes and open files (ulimit -a)");
}

struct local_pipe {
  unique_fd reading;
  unique_fd writing;

  local_pipe() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) fail_to_start(errno);
    reading = above_standard(unique_fd(ends[0]));
    writing = above_standard(unique_fd(ends[1]));
  }

 private:
  // where this program runs with standard input closed, a pipe may be what the child's own is about to
  // replace
  static unique_fd above_standard(unique_fd end) {
    if (end.get() > STDERR_FILENO) return end;
    unique_fd moved(::fcntl(end.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    if (!moved) fail_to_start(errno);
    return moved;
  }
};

// a pipe has no MSG_NOSIGNAL: while this lives, a command that does not read is an error code and no signal
class without_sigpipe {
 public:
  without_sigpipe() {
    sigset_t pending;
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~without_sigpipe() {
    const timespec at_once{};
    if (!was_pending_) ::sigtimedwait(&pipe_, nullptr, &at_once);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  without_sigpipe(const without_sigpipe&) = delete;
  without_sigpipe& operator=(const without_sigpipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

// what posix_spawn is told; both halves have to be given back
struct spawn_plan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  spawn_plan(int input, int output, int errors) {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    // a session of its own, as sshd gives: Ctrl-C is for this program, and there is no terminal to ask on
    ::posix_spawnattr_setflags(&attributes,
                               static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID));
  }
  ~spawn_plan() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
  spawn_plan(const spawn_plan&) = delete;
  spawn_plan& operator=(const spawn_plan&) = delete;
};

// on a thread of its own: SIGCHLD belongs to the program, and a child may outlive the connection
inline void reap_later(pid_t child) {
  const auto wait = [child] {
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  };
  try {
    std::thread(wait).detach();
  } catch (const std::system_error&) {
    // no threads left: better a zombie than a program that stands still
  }
}

// what a command and its pending operations share
struct local_streams {
  asio::posix::stream_descriptor input;
  asio::posix::stream_descriptor output;
  asio::posix::stream_descriptor errors;
  tail error_tail;
  bool torn = false;  // a write did not finish: the command must not take what it got for all of it
  std::array<char, 4096> piece{};

  local_streams(const asio::any_io_executor& executor, local_pipe& in, local_pipe& out, local_pipe& err)
      : input(executor, in.writing.release()), output(executor, out.reading.release()), errors(executor, err.reading.release()) {
    for (auto* stream : {&input, &output, &errors}) stream->native_non_blocking(true);
  }
  void close() {
    boost::system::error_code ignored;
    for (auto* stream : {&input, &output, &errors}) stream->close(ignored);
  }
  // what is there now; a descendant may hold the other end for ever
  void take_errors() {
    ssize_t size = 0;
    while (errors.is_open() && (size = ::read(errors.native_handle(), piece.data(), piece.size())) > 0)
      error_tail.add({piece.data(), static_cast<std::size_t>(size)});
  }
};

inline void collect_errors(std::shared_ptr<local_streams> streams) {
  auto& errors = streams->errors;
  errors.async_wait(asio::posix::stream_descriptor::wait_read,
                    [streams = std::move(streams)](const boost::system::error_code& failed) {
                      if (failed || !streams->errors.is_open()) return;
                      const auto size = ::read(streams->errors.native_handle(), streams->piece.data(), streams->piece.size());
                      if (size > 0) streams->error_tail.add({streams->piece.data(), static_cast<std::size_t>(size)});
                      const bool again = size < 0 && (errno == EAGAIN || errno == EINTR);
                      if (size > 0 || again) collect_errors(streams);
                    });
}

inline void throw_if_torn(const local_streams& streams) {
  if (streams.torn) throw error(failure::closed, "an earlier write to this command did not finish");
}

inline asio::awaitable<void> write_all(std::shared_ptr<local_streams> streams, std::string_view bytes) {
  constexpr std::size_t turn = 64 << 10;
  throw_if_torn(*streams);
  streams->torn = true;
  while (!bytes.empty()) {
    boost::system::error_code ignored;
    co_await streams->input.async_wait(asio::posix::stream_descriptor::wait_write,
                                       asio::redirect_error(asio::use_awaitable, ignored));
    co_await leave_if_cancelled();
    if (!streams->input.is_open()) throw error(failure::closed, "the command's standard input was closed");
    const without_sigpipe guard;
    const auto size = ::write(streams->input.native_handle(), bytes.data(), std::min(bytes.size(), turn));
    if (size > 0) bytes.remove_prefix(static_cast<std::size_t>(size));
    if (size < 0 && errno == EPIPE) throw error(failure::closed, "the command ended before it had read all of its input");
    if (size < 0 && errno != EAGAIN && errno != EINTR)
      throw error(failure::closed, std::string("cannot write to the command: ") + std::strerror(errno));
  }
  streams->torn = false;
}

inline asio::awaitable<std::size_t> read_some(std::shared_ptr<local_streams> streams, std::span<char> into) {
  boost::system::error_code failed;
  const auto size = co_await streams->output.async_read_some(asio::buffer(into.data(), into.size()),
                                                             asio::redirect_error(asio::use_awaitable, failed));
  if (!failed) co_return size;
  co_await leave_if_cancelled();
  if (failed != asio::error::eof) throw error(failure::closed, "cannot read from the command: " + failed.message());
  streams->take_errors();
  co_return 0;
}

inline asio::awaitable<void> close_input(std::shared_ptr<local_streams> streams) {
  throw_if_torn(*streams);
  boost::system::error_code ignored;
  streams->input.close(ignored);
  co_return;
}

class local_channel final : public channel {
 public:
  explicit local_channel(std::shared_ptr<local_streams> streams) : streams_(std::move(streams)) {}
  ~local_channel() override { streams_->close(); }

  asio::awaitable<void> write(std::string_view bytes) override { return write_all(streams_, bytes); }
  asio::awaitable<void> finish_writing() override { return close_input(streams_); }
  asio::awaitable<std::size_t> read(std::span<char> into) override { return read_some(streams_, into); }
  [[nodiscard]] std::string error_output() const override { return streams_->error_tail.text(); }

 private:
  std::shared_ptr<local_streams> streams_;
};

class local_connection final : public connection {
 public:
  asio::awaitable<std::unique_ptr<channel>> open(std::string command) override { return start(std::move(command)); }
  asio::awaitable<void> close() override { co_return; }

 private:
  static asio::awaitable<std::unique_ptr<channel>> start(std::string command);
};

inline asio::awaitable<std::unique_ptr<channel>> local_connection::start(std::string command) {
  local_pipe in;
  local_pipe out;
  local_pipe err;
  auto streams = std::make_shared<local_streams>(co_await asio::this_coro::executor, in, out, err);
  const spawn_plan plan(in.reading.get(), out.writing.get(), err.writing.get());
  std::string shell = "sh";
  std::string option = "-c";
  char* const arguments[] = {shell.data(), option.data(), command.data(), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, "/bin/sh", &plan.files, &plan.attributes, arguments, ::environ);
  if (failed != 0) fail_to_start(failed);
  reap_later(child);
  collect_errors(streams);
  co_return std::make_unique<local_channel>(std::move(streams));
}

}  // namespace detail

SLIPWAY_DECL asio::awaitable<std::unique_ptr<connection>> connect_local() {
  co_return std::make_unique<detail::local_connection>();
}

}  // namespace slipway::transport
