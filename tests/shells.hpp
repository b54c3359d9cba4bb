// The shells that every shell text is tried with, and folders for what they write.
#pragma once

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shells {

using command = std::vector<std::string>;

inline const std::array<command, 3> all{command{"dash"}, command{"bash"}, command{"busybox", "sh"}};

/// A folder below /tmp that goes away.
class scratch {
 public:
  scratch() {
    char name[] = "/tmp/slipway-test-XXXXXX";
    if (mkdtemp(name) == nullptr) throw std::runtime_error("no scratch folder can be made");
    path_ = name;
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// A program with pipes for input and output; whatever waits gives up after a minute.
class process {
 public:
  explicit process(const command& words) {
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0) throw std::runtime_error("no pipe can be made");
    pid_ = fork();
    if (pid_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      std::vector<char*> arguments;
      for (const auto& w : words) arguments.push_back(const_cast<char*>(w.c_str()));
      arguments.push_back(nullptr);
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process() {
    end_input();
    ::close(out_);
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }

  /// As much as it reads: who has ended wants no more.
  void write(std::string_view text) {
    const auto before = ::signal(SIGPIPE, SIG_IGN);
    while (!text.empty()) {
      const auto n = ::write(in_, text.data(), text.size());
      if (n < 0 && errno != EPIPE) throw std::runtime_error("the program cannot be written to");
      if (n <= 0) break;
      text.remove_prefix(static_cast<std::size_t>(n));
    }
    ::signal(SIGPIPE, before);
  }
  void end_input() {
    if (in_ >= 0) ::close(in_);
    in_ = -1;
  }
  /// The next line without its newline; false at the end.
  bool read_line(std::string& line) {
    for (;;) {
      if (const auto end = pending_.find('\n'); end != std::string::npos) {
        line = pending_.substr(0, end);
        pending_.erase(0, end + 1);
        return true;
      }
      if (!read_more()) return false;
    }
  }
  std::string read_all() {
    while (read_more()) {
    }
    return std::exchange(pending_, {});
  }
  [[nodiscard]] pid_t id() const { return pid_; }
  int wait() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  bool read_more() {
    pollfd ready{out_, POLLIN, 0};
    if (poll(&ready, 1, 60'000) != 1) throw std::runtime_error("nothing came for a minute after: " + pending_);
    char bytes[65536];
    const auto n = ::read(out_, bytes, sizeof bytes);
    if (n > 0) pending_.append(bytes, static_cast<std::size_t>(n));
    return n > 0;
  }

  pid_t pid_ = -1;
  int in_ = -1, out_ = -1;
  std::string pending_;
};

struct outcome {
  int status = 0;
  std::string output;  // errors too
};

/// Runs a script from a file.
inline outcome run(command shell, std::string_view script, std::initializer_list<std::string> arguments = {}) {
  const scratch folder;
  write_file(folder / "script", "exec 2>&1\n" + std::string(script));
  shell.push_back(folder / "script");
  shell.insert(shell.end(), arguments);
  process p(shell);
  p.end_input();
  auto output = p.read_all();
  return {p.wait(), std::move(output)};
}

/// What shellcheck has to say of a script; nothing when it is fine. `excluded`: "SC2034,SC2154".
inline std::string shellcheck(std::string_view script, const std::string& excluded) {
  const scratch folder;
  write_file(folder / "script", script);
  process p({"shellcheck", "-s", "sh", "-f", "gcc", "-e", excluded, folder / "script"});
  p.end_input();
  auto output = p.read_all();
  const int status = p.wait();
  return status == 0 ? std::string() : output.empty() ? "shellcheck: exit status " + std::to_string(status) : output;
}

}  // namespace shells
