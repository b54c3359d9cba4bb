// Settings of deployables: one aggregate, so that a misspelt field does not compile.
#pragma once

#include <string_view>

#include <slipway/core/wrong.hpp>
#include <slipway/model/connection.hpp>
#include <slipway/model/deletion.hpp>
#include <slipway/model/filter.hpp>
#include <slipway/model/flag.hpp>
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

/// What a machine, an enclave or a layout says of itself; what it leaves out is inherited from outside, field by field.
struct settings {
  slipway::platform platform{};
  slipway::connection connection{};
  slipway::secrets secrets{};
  /// When the host is well: asked before anything is changed, and after; see `health`.
  health_checks health{};
  /// Asked of what nobody names, from the inside out, before `auto_deploy`: the first that answers decides; see `filter`.
  slipway::filter filter{};
  /// Whether it is deployed when nobody names it; left out everywhere: it is.
  policy auto_deploy{};
  /// What `destroy` does with it.
  deletion destroy = deletion::inherited;
  /// What `apply --prune` does with what has left the program: operations of a machine, or, said by the layout, machines.
  deletion orphan = deletion::inherited;
  /// Whether it is only ever checked.
  flag readonly{};
  /// Folder on the host for journals, manifests, locks and marks; by default /var/lib/slipway for root, ~/.local/state/slipway else.
  std::string_view state_directory{};
  /// Whether it comes before all waves, with what it depends on: others are begun once all that come first are well.
  flag canary{};
};

/// The fields of settings that are inherited, each by itself.
enum class setting : unsigned char {
  platform,
  connection,
  secrets,
  health,
  auto_deploy,
  destroy,
  orphan,
  readonly,
  state_directory,
  canary
};

/// Whether these settings say something of a field themselves.
[[nodiscard]] constexpr bool says(const settings& s, setting field) {
  switch (field) {
    case setting::platform: return s.platform != platform{};
    case setting::connection: return s.connection.kind != connection_kind::inherited;
    case setting::secrets: return s.secrets.source != secret_source::inherited;
    case setting::health: return s.health.count != 0;
    case setting::auto_deploy: return s.auto_deploy.what != policy::kind::inherited;
    case setting::destroy: return s.destroy != deletion::inherited;
    case setting::orphan: return s.orphan != deletion::inherited;
    case setting::readonly: return s.readonly.is_said();
    case setting::state_directory: return !s.state_directory.empty();
    case setting::canary: return s.canary.is_said();
  }
  return false;
}

/// `inner` with what it leaves out taken from `outer`. Filters are not inherited: they are asked one after the other. A container
/// takes over how containers are entered, and everything else how machines are reached.
[[nodiscard]] constexpr settings inherit(settings inner, const settings& outer, reached by = reached::itself) {
  if (!says(inner, setting::platform)) inner.platform = outer.platform;
  if (!says(inner, setting::connection) && is_way_to(outer.connection, by)) inner.connection = outer.connection;
  if (!says(inner, setting::secrets)) inner.secrets = outer.secrets;
  if (!says(inner, setting::health)) inner.health = outer.health;
  if (!says(inner, setting::auto_deploy)) inner.auto_deploy = outer.auto_deploy;
  if (!says(inner, setting::destroy)) inner.destroy = outer.destroy;
  if (!says(inner, setting::orphan)) inner.orphan = outer.orphan;
  if (!says(inner, setting::readonly)) inner.readonly = outer.readonly;
  if (!says(inner, setting::state_directory)) inner.state_directory = outer.state_directory;
  if (!says(inner, setting::canary)) inner.canary = outer.canary;
  return inner;
}

}  // namespace slipway
