#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/command_output.hpp>
#include <slipway/fleet/secret_sources.hpp>
#include <slipway/transport/file.hpp>

namespace slipway::fleet {
namespace detail {

/// UTF-8 without control characters but tabs.
inline bool is_line_of_text(std::string_view bytes) {
  for (std::size_t i = 0; i != bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if ((c < 0x20 && c != '\t') || c == 0x7f || (c >= 0x80 && c < 0xc2) || c > 0xf4) return false;
    for (auto more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3; more != 0; --more)
      if (++i == bytes.size() || (static_cast<unsigned char>(bytes[i]) & 0xc0u) != 0x80u) return false;
  }
  return true;
}

/// Files and commands end a line of text with a newline, which nobody means; of anything else it may be a part.
inline void drop_newline(secret_text& secret) {
  const auto bytes = secret.view();
  if (bytes.ends_with('\n') && is_line_of_text(bytes.substr(0, bytes.size() - 1))) secret.truncate(bytes.size() - 1);
}

inline read_secret read_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return {{}, "there is no variable " + name + " in the environment; set it"};
  return {secret_text(value)};
}

inline read_secret read_secret_file(const std::string& path) {
  const auto fails = [&](int problem) {
    return read_secret{{}, "the file '" + clean(path) + "': " + std::strerror(problem) + "; write it there, or correct the path"};
  };
  const transport::unique_fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return fails(errno);
  secret_text secret;
  std::array<char, 16384> piece;
  for (bool more = true; more && secret.size() <= largest_secret;) {
    const auto size = ::read(file.get(), piece.data(), piece.size());
    if (size < 0 && errno != EINTR) return fails(errno);
    if (size > 0) secret += {piece.data(), static_cast<std::size_t>(size)};
    more = size != 0;
  }
  wipe(piece.data(), piece.size());
  if (secret.size() > largest_secret) return fails(EFBIG);
  drop_newline(secret);
  return {std::move(secret)};
}

inline read_secret read_command(const std::string& command) {
  auto made = output_of(command, largest_secret);
  if (!made.failure.empty()) {
    const auto said = clean(made.error_output);
    return {{}, "the command `" + clean(command) + "` failed (" + made.failure + ")" + (said.empty() ? "" : ": " + said)};
  }
  if (made.out.empty()) return {{}, "the command `" + clean(command) + "` prints nothing"};
  drop_newline(made.out);
  return {std::move(made.out)};
}

}  // namespace detail

SLIPWAY_DECL std::string place_of(const secrets& from, std::string_view name) {
  std::string place(from.text);
  if (from.source == secret_source::environment) {
    for (char c : name)
      place += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' || c == '.' || c == '/' ? '_' : c;
    return place;
  }
  constexpr std::string_view hole = "{{name}}";
  for (auto at = place.find(hole); at != std::string::npos; at = place.find(hole, at + name.size()))
    place.replace(at, hole.size(), name);
  return from.source == secret_source::files ? transport::expand_home(place) : place;
}

SLIPWAY_DECL read_secret read_from(const secrets& from, std::string_view name) {
  if (!is_secret_name(name)) return {{}, "the name is no name of a secret; use letters, digits, _ - . and /"};
  switch (from.source) {
    case secret_source::environment: return detail::read_variable(place_of(from, name));
    case secret_source::files: return detail::read_secret_file(place_of(from, name));
    case secret_source::command: return detail::read_command(place_of(from, name));
    default: break;
  }
  return {{}, "the settings name no source; say .secrets = sw::secrets_from_environment(...) or another one"};
}

SLIPWAY_DECL bool has_secret(const secrets& from, std::string_view name) {
  if (from.source == secret_source::files) return is_secret_name(name) && ::access(place_of(from, name).c_str(), R_OK) == 0;
  return read_from(from, name).value.has_value();
}

SLIPWAY_DECL void forget_variable(const std::string& name) {
  if (char* value = std::getenv(name.c_str()); value != nullptr) wipe(value, std::strlen(value));
  ::unsetenv(name.c_str());
}

}  // namespace slipway::fleet
