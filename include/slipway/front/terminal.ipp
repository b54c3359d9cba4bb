#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include <slipway/front/terminal.hpp>

namespace slipway::front {
namespace detail {

/// The controlling terminal, which standard input may not be.
class controlling_terminal {
 public:
  controlling_terminal() : descriptor_(open("/dev/tty", O_RDWR | O_CLOEXEC)) {}
  controlling_terminal(const controlling_terminal&) = delete;
  controlling_terminal& operator=(const controlling_terminal&) = delete;
  ~controlling_terminal() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  [[nodiscard]] bool exists() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  void print(std::string_view text) const {
    while (!text.empty()) {
      const auto written = write(descriptor_, text.data(), text.size());
      if (written <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  /// A line without its end; what was typed before the terminal ended counts.
  template <class Text = std::string>
  [[nodiscard]] Text read_line() const {
    Text line;
    char c = 0;
    while (read(descriptor_, &c, 1) == 1 && c != '\n') line += std::string_view(&c, 1);
    return line;
  }

 private:
  int descriptor_;
};

/// No echo for as long as it lives.
class silence {
 public:
  explicit silence(int descriptor) : descriptor_(descriptor) {
    if (tcgetattr(descriptor_, &before_) != 0) return;
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
  }
  silence(const silence&) = delete;
  silence& operator=(const silence&) = delete;
  ~silence() {
    if (changed_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
  }

 private:
  int descriptor_;
  termios before_{};
  bool changed_ = false;
};

}  // namespace detail

SLIPWAY_DECL bool wants_color(colors wanted, int descriptor) {
  if (wanted != colors::automatic) return wanted == colors::always;
  const char* refused = std::getenv("NO_COLOR");
  return (refused == nullptr || *refused == '\0') && isatty(descriptor) == 1;
}

SLIPWAY_DECL std::string tinted(std::string_view text, tint t, bool colored) {
  if (!colored || t == tint::plain) return std::string(text);
  const char* code = t == tint::green ? "32" : t == tint::yellow ? "33" : t == tint::red ? "31" : t == tint::dim ? "2" : "1";
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

SLIPWAY_DECL terminal_size size_of_terminal(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return {};
  return {size.ws_row, size.ws_col};
}

namespace detail {
template <class Text>
Text ask_in_silence(const std::string& question) {
  const controlling_terminal terminal;
  if (!terminal.exists()) return {};
  const silence quiet(terminal.descriptor());
  terminal.print(question + ": ");
  auto answer = terminal.read_line<Text>();
  terminal.print("\n");
  return answer;
}
}  // namespace detail

SLIPWAY_DECL std::string ask_secret(const std::string& question) { return detail::ask_in_silence<std::string>(question); }

SLIPWAY_DECL secret_text ask_for_secret(const std::string& question) { return detail::ask_in_silence<secret_text>(question); }

SLIPWAY_DECL bool confirm(const std::string& question, const std::function<void()>& pump, const std::function<bool()>& give_up) {
  const detail::controlling_terminal terminal;
  if (!terminal.exists()) return false;
  terminal.print(question + " [y/N] ");
  pollfd waiting{terminal.descriptor(), POLLIN, 0};
  while (poll(&waiting, 1, 100) <= 0) {
    pump();
    if (give_up()) {
      terminal.print("\n");
      return false;
    }
  }
  const auto answer = terminal.read_line();
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace slipway::front
