// Settings of deployables: one aggregate, so that a misspelt field does not compile.
#pragma once

#include <string_view>

#include <slipway/core/wrong.hpp>
#include <slipway/model/deletion.hpp>
#include <slipway/model/health.hpp>
#include <slipway/model/policy.hpp>
#include <slipway/model/secret.hpp>

namespace slipway {

/// Which system a machine runs; checked by the compiler against what operations need and by phase one on the host.
struct platform {
  std::string_view id{};  // as in /etc/os-release; empty: not said
  unsigned version = 0;   // 0: any

  friend constexpr bool operator==(const platform&, const platform&) = default;
};

[[nodiscard]] constexpr platform debian(unsigned version = 0) { return {"debian", version}; }
[[nodiscard]] constexpr platform ubuntu(unsigned version = 0) { return {"ubuntu", version}; }
[[nodiscard]] constexpr platform alpine(unsigned version = 0) { return {"alpine", version}; }
/// Its version is the year of the release: 24 is 24.05 and 24.11.
[[nodiscard]] constexpr platform nixos(unsigned version = 0) { return {"nixos", version}; }

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

enum class connection_kind : unsigned char { inherited, ssh, local };

struct connection {
  connection_kind kind = connection_kind::inherited;
  slipway::ssh ssh{};

  constexpr connection() = default;
  // NOLINTBEGIN(google-explicit-constructor): `.connection = sw::ssh{...}`
  constexpr connection(const slipway::ssh& s) : kind(connection_kind::ssh), ssh(s) {
    if (s.port == 0 || s.port > 65535) port_must_be_between_1_and_65535("port");
  }
  constexpr connection(const slipway::local& l) : kind(connection_kind::local) { ssh.become = l.become; }
  // NOLINTEND(google-explicit-constructor)
};

/// What a machine, an enclave or a layout says of itself; what it leaves out is inherited from outside, field by field.
struct settings {
  slipway::platform platform{};
  slipway::connection connection{};
  slipway::secrets secrets{};
  /// When the host is well: asked before anything is changed, and after; see `health`.
  health_checks health{};
  /// Whether it is deployed when nobody names it; left out everywhere: it is.
  policy auto_deploy{};
  /// What `destroy` does with it.
  deletion destroy = deletion::inherited;
  /// What `apply --prune` does with what has left the program: operations of a machine, or, said by the layout, machines.
  deletion orphan = deletion::inherited;
  /// Whether it is only ever checked.
  readonly_flag readonly{};
  /// Folder on the host for journals, manifests, locks and marks; by default /var/lib/slipway for root, ~/.local/state/slipway else.
  std::string_view state_directory{};
};

/// `inner` with what it leaves out taken from `outer`.
[[nodiscard]] constexpr settings inherit(settings inner, const settings& outer) {
  if (inner.platform == platform{}) inner.platform = outer.platform;
  if (inner.connection.kind == connection_kind::inherited) inner.connection = outer.connection;
  if (inner.secrets.source == secret_source::inherited) inner.secrets = outer.secrets;
  if (inner.health.count == 0) inner.health = outer.health;
  if (inner.auto_deploy.what == policy::kind::inherited) inner.auto_deploy = outer.auto_deploy;
  if (inner.destroy == deletion::inherited) inner.destroy = outer.destroy;
  if (inner.orphan == deletion::inherited) inner.orphan = outer.orphan;
  if (inner.readonly.what == readonly_flag::kind::inherited) inner.readonly = outer.readonly;
  if (inner.state_directory.empty()) inner.state_directory = outer.state_directory;
  return inner;
}

}  // namespace slipway
