#pragma once

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>

#include <slipway/core/clean.hpp>
#include <slipway/core/glob.hpp>
#include <slipway/transport/channel.hpp>
#include <slipway/transport/file.hpp>
#include <slipway/transport/known_hosts.hpp>
#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {
namespace detail {

inline std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

// the next word; what is left begins after the blanks that follow it
inline std::string_view take_word(std::string_view& text) {
  constexpr std::string_view blanks = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  const auto word = text.substr(0, text.find_first_of(blanks));
  text.remove_prefix(word.size());
  return word;
}

// "|1|salt|hash": HMAC-SHA1 of the name, keyed with the salt
inline bool hash_matches(std::string_view hashed, std::string_view name) {
  const auto bar = hashed.find('|', 3);
  if (bar == std::string_view::npos) return false;
  const auto salt = from_base64(hashed.substr(3, bar - 3));
  const auto hash = from_base64(hashed.substr(bar + 1));
  if (!salt || !hash) return false;
  unsigned char found[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha1(), salt->data(), static_cast<int>(salt->size()), reinterpret_cast<const unsigned char*>(name.data()), name.size(),
       found, &size);
  return hash->size() == size && std::memcmp(hash->data(), found, size) == 0;
}

inline bool names_match(std::string_view names, std::string_view name) {
  if (names.starts_with("|1|")) return hash_matches(names, name);
  const auto patterns = lower(names);
  bool found = false;
  for (std::string_view rest = patterns; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    auto pattern = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool negated = pattern.starts_with('!');
    if (negated) pattern.remove_prefix(1);
    if (!glob_match(pattern, name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

}  // namespace detail

SLIPWAY_DECL std::string known_hosts_name(std::string_view address, unsigned port) {
  const auto name = detail::lower(address);
  return port == 22 ? name : "[" + name + "]:" + std::to_string(port);
}

SLIPWAY_DECL known_hosts::known_hosts(std::string_view address, unsigned port)
    : name_(known_hosts_name(address, port)), name_without_port_(known_hosts_name(address, 22)) {}

SLIPWAY_DECL void known_hosts::read(const std::string& file) {
  const auto found = read_file(file);
  if (found.problem == 0) return add(found.text, file);
  if (found.problem == ENOENT || found.problem == ENOTDIR) return;
  throw error(failure::host_key, "cannot read " + clean(file) + ": " + std::strerror(found.problem),
              "make the file readable, or name another one");
}

SLIPWAY_DECL void known_hosts::add(std::string_view text, const std::string& file) {
  for (unsigned line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    add_line(text.substr(0, end), file, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

SLIPWAY_DECL void known_hosts::add_line(std::string_view text, const std::string& file, unsigned line) {
  auto names = detail::take_word(text);
  auto marked = mark::none;
  if (names == "@revoked") {
    marked = mark::revoked;
    names = detail::take_word(text);
  }
  if (names.empty() || names[0] == '#' || names[0] == '@') return;
  const auto matched = match_names(names);
  if (matched == match::none) return;
  const auto type = detail::take_word(text);
  const auto key = from_base64(detail::take_word(text));
  if (!key || type.empty() || key_type(*key) != type) return;
  entries_.push_back({marked, matched, *key, file, line});
}

SLIPWAY_DECL known_hosts::match known_hosts::match_names(std::string_view names) const {
  if (detail::names_match(names, name_)) return match::exact;
  if (name_ != name_without_port_ && detail::names_match(names, name_without_port_)) return match::any_port;
  return match::none;
}

SLIPWAY_DECL std::vector<std::string> known_hosts::types() const {
  std::vector<std::string> found;
  for (const auto& one : entries_) {
    auto type = key_type(one.key);
    const bool is_new = std::find(found.begin(), found.end(), type) == found.end();
    if (one.marked == mark::none && is_new) found.push_back(std::move(type));
  }
  return found;
}

SLIPWAY_DECL trust_verdict known_hosts::check(std::string_view public_key) const {
  const auto type = key_type(public_key);
  const entry* known = nullptr;
  const entry* other = nullptr;
  for (const auto& one : entries_) {
    if (one.key == public_key) {
      if (one.marked == mark::revoked) return {trust::revoked, one.file, one.line, {}};
      known = &one;
    } else if (one.marked == mark::none && one.matched == match::exact) {
      // as in OpenSSH, a line without a port speaks for other ports too, but only for its key
      const bool nearer = other == nullptr || (key_type(other->key) != type && key_type(one.key) == type);
      if (nearer) other = &one;
    }
  }
  if (known != nullptr) return {trust::known, known->file, known->line, {}};
  if (other != nullptr) return {trust::changed, other->file, other->line, other->key};
  return {};
}

SLIPWAY_DECL void remember_host(const std::string& file, std::string_view address, unsigned port, std::string_view public_key) {
  const auto slash = file.rfind('/');
  if (slash != std::string::npos && slash != 0) ::mkdir(file.substr(0, slash).c_str(), 0700);
  const unique_fd opened(::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
  std::string line = known_hosts_name(address, port) + " " + key_type(public_key) + " " + to_base64(public_key) + "\n";
  struct stat now{};
  char last = '\n';
  if (opened && ::fstat(opened.get(), &now) == 0 && now.st_size > 0)
    static_cast<void>(::pread(opened.get(), &last, 1, now.st_size - 1));
  if (last != '\n') line.insert(0, 1, '\n');
  // one write under O_APPEND: lines of connections made at the same time stay whole
  if (opened && ::write(opened.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size())) return;
  throw error(failure::host_key, "cannot add the host's key to " + clean(file) + ": " + std::strerror(errno),
              "make the file writable, or add the key by hand");
}

}  // namespace slipway::transport
