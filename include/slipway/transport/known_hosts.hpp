// The host keys that the user trusts, in OpenSSH's files (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>

namespace slipway::transport {

/// What the files say about the key that a host showed.
enum class trust { known, unknown, changed, revoked };

/// The answer, and the line it rests on; `recorded` is that line's key, where it is not the one shown.
struct trust_verdict {
  trust verdict = trust::unknown;
  std::string file;
  unsigned line = 0;
  std::string recorded;
};

/// The name under which a host is kept: "web-1", or "[web-1]:2222" for another port than 22.
[[nodiscard]] SLIPWAY_DECL std::string known_hosts_name(std::string_view address, unsigned port);

/// What all files together say about one host. A line that cannot be understood is skipped, as are
/// `@cert-authority` lines. Not thread-safe.
class known_hosts {
 public:
  SLIPWAY_DECL known_hosts(std::string_view address, unsigned port);

  /// A file that does not exist is empty; throws `error` where one cannot be read.
  SLIPWAY_DECL void read(const std::string& file);
  /// A file's text, as `read` takes it.
  SLIPWAY_DECL void add(std::string_view text, const std::string& file);

  /// The types of key that are known: those are the ones to ask the host for.
  [[nodiscard]] SLIPWAY_DECL std::vector<std::string> types() const;
  /// A key of another type than those known is `changed`: a host that was met before has to prove that it is
  /// the same.
  [[nodiscard]] SLIPWAY_DECL trust_verdict check(std::string_view public_key) const;

 private:
  enum class mark { none, revoked };
  enum class match { none, any_port, exact };
  struct entry {
    mark marked = mark::none;
    match matched = match::none;
    std::string key;
    std::string file;
    unsigned line = 0;
  };
  SLIPWAY_DECL void add_line(std::string_view text, const std::string& file, unsigned line);
  [[nodiscard]] SLIPWAY_DECL match match_names(std::string_view names) const;

  std::string name_;
  std::string name_without_port_;
  std::vector<entry> entries_;
};

/// Appends a host's key to a file, which is made (0600, its folder 0700) if need be. Throws `error`.
SLIPWAY_DECL void remember_host(const std::string& file, std::string_view address, unsigned port, std::string_view public_key);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/known_hosts.ipp>
#endif
