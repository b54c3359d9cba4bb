#pragma once

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

#include <slipway/fleet/command_output.hpp>
#include <slipway/transport/file.hpp>

namespace slipway::fleet {
namespace detail {

struct pipe_ends {
  transport::unique_fd from, to;

  pipe_ends() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error(std::string("no pipe can be made: ") + std::strerror(errno));
    from = transport::unique_fd(ends[0]);
    to = transport::unique_fd(ends[1]);
  }
};

/// Its number, or nothing where there is no `sh`.
inline pid_t start_shell(const std::string& command, int out, int error) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
  std::string name = "sh", flag = "-c", text = command;
  char* const arguments[] = {name.data(), flag.data(), text.data(), nullptr};
  pid_t child = -1;
  const int problem = ::posix_spawnp(&child, "sh", &actions, nullptr, arguments, environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) throw std::runtime_error(std::string("sh cannot be started: ") + std::strerror(problem));
  return child;
}

inline std::string failure_of(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? std::string() : "exit status " + std::to_string(WEXITSTATUS(status));
  return std::string("ended by a signal: ") + strsignal(WTERMSIG(status));
}

/// Hands over what comes until both streams end; `take` answers whether there is to be more.
template <class Take>
void read_both(int out, int error, Take take) {
  std::array<pollfd, 2> open{pollfd{out, POLLIN, 0}, pollfd{error, POLLIN, 0}};
  std::array<char, 16384> piece;
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) break;
    for (auto& stream : open) {
      if (stream.fd < 0 || stream.revents == 0) continue;
      const auto size = ::read(stream.fd, piece.data(), piece.size());
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) stream.fd = -1;
      else if (!take(stream.fd == out, std::string_view(piece.data(), static_cast<std::size_t>(size))))
        open[0].fd = open[1].fd = -1;
    }
  }
  wipe(piece.data(), piece.size());
}

}  // namespace detail

SLIPWAY_DECL command_output output_of(const std::string& command, std::size_t limit) {
  constexpr std::size_t most_said = 2048;
  command_output made;
  try {
    detail::pipe_ends out, error;
    const auto child = detail::start_shell(command, out.to.get(), error.to.get());
    out.to = {};
    error.to = {};
    detail::read_both(out.from.get(), error.from.get(), [&](bool is_out, std::string_view piece) {
      if (is_out) {
        made.out += piece.substr(0, limit + 1 - made.out.size());
        return made.out.size() <= limit;
      }
      made.error_output += piece;
      if (made.error_output.size() > most_said) made.error_output.erase(0, made.error_output.size() - most_said);
      return true;
    });
    out.from = {};  // who writes on hears of it
    error.from = {};
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    made.failure =
        made.out.size() > limit ? "it prints more than " + std::to_string(limit) + " bytes" : detail::failure_of(status);
  } catch (const std::exception& e) {
    made.failure = e.what();
  }
  return made;
}

}  // namespace slipway::fleet
