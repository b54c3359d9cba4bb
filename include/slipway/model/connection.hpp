// How deployables are reached: over SSH, on this machine, or inside a machine that runs them.
#pragma once

#include <string_view>

#include <slipway/core/wrong.hpp>

namespace slipway {

/// How to become root after the login.
enum class become : unsigned char { nobody, sudo };
inline constexpr become sudo = become::sudo;

/// What to do about a host that known_hosts does not know. A changed key is always refused.
enum class host_keys : unsigned char { strict, accept_new };

/// Reached with libssh2. Fields that are left out: the machine's name, the invoking user, port 22, ssh's own files.
struct ssh {
  std::string_view address{};
  std::string_view user{};
  unsigned port = 22;
  slipway::become become = slipway::become::nobody;
  std::string_view identity{};     // a private key; a leading ~/ is the invoking user's home
  std::string_view known_hosts{};  // likewise
  slipway::host_keys host_keys = slipway::host_keys::strict;
};

/// This machine, as the user who runs the program.
struct local {
  slipway::become become = slipway::become::nobody;
};

/// A container that docker runs on the machine that it is `in`: what is done there goes through `COMMAND exec`. Fields that are
/// left out: the container's name, the user that the image names.
struct docker {
  std::string_view name{};
  std::string_view user{};
  std::string_view command = "docker";  // words of a shell, such as "docker --context rack"
};

/// The same with podman.
struct podman {
  std::string_view name{};
  std::string_view user{};
  std::string_view command = "podman";
};

/// A container that machinectl lists, with systemd inside: `systemd-run --machine=NAME`, as `machinectl shell` wants a terminal.
struct machinectl {
  std::string_view name{};
  std::string_view user{};
  std::string_view command = "systemd-run";
};

/// Words of a shell that run what follows them in the container: `enter{"lxc-attach -n web --"}`. What is started there must be
/// able to outlive the command.
struct enter {
  std::string_view command{};
};

enum class connection_kind : unsigned char { inherited, ssh, local, docker, podman, machinectl, enter };

struct connection {
  connection_kind kind = connection_kind::inherited;
  slipway::ssh ssh{};          // of a container: `address` is its name on its machine
  std::string_view command{};  // what enters a container

  constexpr connection() = default;
  // NOLINTBEGIN(google-explicit-constructor): `.connection = sw::ssh{...}`
  constexpr connection(const slipway::ssh& s) : kind(connection_kind::ssh), ssh(s) {
    if (s.port == 0 || s.port > 65535) port_must_be_between_1_and_65535("port");
  }
  constexpr connection(const slipway::local& l) : kind(connection_kind::local) { ssh.become = l.become; }
  constexpr connection(const slipway::docker& d) : connection(connection_kind::docker, d.command, d.name, d.user) {
    if (d.command.empty()) command_must_not_be_empty(d.command);
  }
  constexpr connection(const slipway::podman& p) : connection(connection_kind::podman, p.command, p.name, p.user) {
    if (p.command.empty()) command_must_not_be_empty(p.command);
  }
  constexpr connection(const slipway::machinectl& m) : connection(connection_kind::machinectl, m.command, m.name, m.user) {
    if (m.command.empty()) command_must_not_be_empty(m.command);
  }
  constexpr connection(const slipway::enter& e) : connection(connection_kind::enter, e.command, {}, {}) {
    if (e.command.empty()) command_must_not_be_empty(e.command);
  }
  // NOLINTEND(google-explicit-constructor)

 private:
  constexpr connection(connection_kind k, std::string_view enters, std::string_view name, std::string_view user)
      : kind(k), command(enters) {
    ssh.address = name;
    ssh.user = user;
  }
};

/// How a deployable is got at: by a connection of its own, or from inside the machine that it is `in`.
enum class reached : unsigned char { itself, inside };

[[nodiscard]] constexpr bool enters_container(const connection& c) {
  return c.kind == connection_kind::docker || c.kind == connection_kind::podman || c.kind == connection_kind::machinectl ||
         c.kind == connection_kind::enter;
}

[[nodiscard]] constexpr bool is_way_to(const connection& c, reached by) { return enters_container(c) == (by == reached::inside); }

}  // namespace slipway
