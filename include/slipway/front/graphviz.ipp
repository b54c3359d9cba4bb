#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <slipway/front/graphviz.hpp>
#include <slipway/transport/file.hpp>

namespace slipway::front {
namespace detail {

/// Starts `dot -Tsvg` between two descriptors; -1 where that cannot be.
inline pid_t start_dot(int in, int out) {
  char name[] = "dot", format[] = "-Tsvg";
  char* const words[]{name, format, nullptr};
  posix_spawn_file_actions_t streams;
  if (posix_spawn_file_actions_init(&streams) != 0) return -1;
  posix_spawn_file_actions_adddup2(&streams, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&streams, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&streams, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t id = -1;
  if (posix_spawnp(&id, name, &streams, nullptr, words, environ) != 0) id = -1;
  posix_spawn_file_actions_destroy(&streams);
  return id;
}

inline std::string read_all(int from) {
  std::string all;
  std::array<char, 64 << 10> piece{};
  for (;;) {
    const auto size = ::read(from, piece.data(), piece.size());
    if (size > 0) all.append(piece.data(), static_cast<std::size_t>(size));
    else if (size == 0 || errno != EINTR) return all;
  }
}

}  // namespace detail

SLIPWAY_DECL std::optional<std::string> svg_by_graphviz(const std::string& dot) {
  // a file: whoever writes to one pipe and reads another waits for itself
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::tmpfile(), &std::fclose);
  if (!in || std::fwrite(dot.data(), 1, dot.size(), in.get()) != dot.size()) return std::nullopt;
  std::rewind(in.get());
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const transport::unique_fd out(ends[0]);
  transport::unique_fd writing(ends[1]);
  const auto id = detail::start_dot(::fileno(in.get()), writing.get());
  writing = transport::unique_fd();
  if (id < 0) return std::nullopt;
  auto svg = detail::read_all(out.get());
  int status = 0;
  while (::waitpid(id, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || svg.find("<svg") == std::string::npos) return std::nullopt;
  return svg;
}

}  // namespace slipway::front
