// A real sshd on a loopback port, with keys of its own, for what no host of the testbed does.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <slipway/transport/ssh.hpp>

extern char** environ;

namespace transport_test {

inline void shell(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

inline std::string content(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

inline std::string user_name() {
  const passwd* found = ::getpwuid(::getuid());
  return found != nullptr ? found->pw_name : "root";
}

/// A program that runs until this goes.
class process {
 public:
  explicit process(std::vector<std::string> words, const std::string& output = "/dev/null") {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::posix_spawn_file_actions_adddup2(&files, 1, 2);
    const int failed = ::posix_spawnp(&pid_, arguments[0], &files, nullptr, arguments.data(), ::environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  }
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

inline unsigned free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return ntohs(address.sin_port);
}

inline void wait_for_port(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  for (int i = 0; i != 250; ++i) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool there = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    if (there) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  throw std::runtime_error("nobody listens on port " + std::to_string(port));
}

struct scratch_folder {
  std::filesystem::path path;
  scratch_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "slipway-ssh-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    path = name;
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() { std::filesystem::remove_all(path); }
};

/// Lets the user who runs the tests in with the key `id`; `known_hosts` knows its ed25519 key.
class own_sshd {
 public:
  explicit own_sshd(const std::string& more_settings = {}) : port_(free_port()) {
    make_key("host_ed25519", "-t ed25519 -N ''");
    make_key("host_ecdsa", "-t ecdsa -N ''");
    make_key("id", "-t ed25519 -N ''");
    std::filesystem::copy_file(file("id.pub"), file("authorized_keys"));
    know(name(), "host_ed25519");
    std::ofstream(file("sshd_config")) << "Port " << port_ << "\nListenAddress 127.0.0.1\nPidFile none\n"
                                       << "HostKey " << file("host_ed25519") << "\nHostKey " << file("host_ecdsa") << "\n"
                                       << "AuthorizedKeysFile " << file("authorized_keys") << "\n"
                                       << "StrictModes no\nUsePAM no\nPasswordAuthentication no\n"
                                       << "KbdInteractiveAuthentication no\nPermitRootLogin yes\n"
                                       // bash reads the user's .bashrc when it believes to be the first shell that sshd starts
                                       << "SetEnv SHLVL=2\n"
                                       << more_settings << "\n";
    // where sshd wants it when root starts it
    if (::getuid() == 0) ::mkdir("/run/sshd", 0755);
    process_ =
        std::make_unique<process>(std::vector<std::string>{"/usr/sbin/sshd", "-D", "-e", "-f", file("sshd_config")}, file("log"));
    wait_for_port(port_);
  }

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_.path / name).string(); }
  [[nodiscard]] std::string name() const { return "[127.0.0.1]:" + std::to_string(port_); }
  [[nodiscard]] unsigned port() const { return port_; }
  [[nodiscard]] std::string log() const { return content(file("log")); }
  void make_key(const std::string& name, const std::string& options) const {
    shell("ssh-keygen -q -C '' -f " + file(name) + " " + options);
  }
  [[nodiscard]] std::string public_key(const std::string& key) const {
    const auto line = content(file(key + ".pub"));
    return line.substr(0, line.find_last_not_of(" \n") + 1);
  }
  [[nodiscard]] std::string fingerprint(const std::string& key) const {
    shell("ssh-keygen -lf " + file(key + ".pub") + " | cut -d' ' -f2 > " + file("print"));
    const auto line = content(file("print"));
    return line.substr(0, line.find('\n'));
  }
  void know(const std::string& names, const std::string& key) const {
    std::ofstream(file("known_hosts"), std::ios::app) << names << " " << public_key(key) << "\n";
  }
  void forget() const { std::filesystem::remove(file("known_hosts")); }
  void authorize(const std::string& key) const {
    std::ofstream(file("authorized_keys"), std::ios::app) << public_key(key) << "\n";
  }
  [[nodiscard]] slipway::transport::ssh_target target() const {
    slipway::transport::ssh_target t;
    t.name = "Machine:own";
    t.address = "127.0.0.1";
    t.port = port_;
    t.user = user_name();
    t.identity_files = {file("id")};
    t.known_hosts_file = file("known_hosts");
    return t;
  }

 private:
  scratch_folder folder_;
  unsigned port_;
  std::unique_ptr<process> process_;
};

}  // namespace transport_test
