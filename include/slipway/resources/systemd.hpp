// Units of systemd: kept running, started at boot, masked, or told to reload.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/core/digest.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/lockout.hpp>
#include <slipway/resources/unit_name.hpp>

namespace slipway {
namespace resources {

/// The family of systemd: one `systemctl show` for all units. Its probe takes three words for each: index,
/// what is asked (run: r running, s stopped; boot: e enabled, d disabled, m masked; - not asked), and the
/// unit. States are those words; what is neither is said as systemd says it: `failed`, `activating`,
/// `linked`, `not found`. A unit that does not exist is stopped and disabled. Enabled are static, generated
/// and alias too. `restarting`: it was restarted during the settle time.
[[nodiscard]] SLIPWAY_DECL const family& systemd_family();

enum class unit_run : unsigned char { any, running, stopped };
enum class unit_boot : unsigned char { any, enabled, disabled, masked };

/// Its file, or the package of its name.
constexpr void describe_unit_needs(description& d, const unit_name& unit) {
  d.needs(spaces::unit, unit.key, unit.whole);
  d.needs(spaces::package, unit.key, unit.whole);
}

struct service_resource {
  unit_name unit;
  unit_run run{};
  unit_boot boot{};

  /// Active, and still so a second after the last change without having been restarted.
  [[nodiscard]] constexpr service_resource running() const {
    if (boot == unit_boot::masked) a_masked_unit_cannot_be_running_or_enabled(unit.key);
    if (run == unit_run::stopped) unit_cannot_be_running_and_stopped(unit.key);
    return with(unit_run::running, boot);
  }
  /// A unit that does not exist is stopped, and disabled too.
  [[nodiscard]] constexpr service_resource stopped() const {
    if (run == unit_run::running) unit_cannot_be_running_and_stopped(unit.key);
    return with(unit_run::stopped, boot);
  }
  /// Started at boot or by what needs it: enabled, static, generated or an alias.
  [[nodiscard]] constexpr service_resource enabled() const {
    if (boot == unit_boot::masked) a_masked_unit_cannot_be_running_or_enabled(unit.key);
    if (boot == unit_boot::disabled) unit_cannot_be_enabled_and_disabled(unit.key);
    return with(run, unit_boot::enabled);
  }
  /// Not started at boot. A static unit cannot be disabled: mask it.
  [[nodiscard]] constexpr service_resource disabled() const {
    if (boot == unit_boot::enabled) unit_cannot_be_enabled_and_disabled(unit.key);
    return with(run, boot == unit_boot::masked ? unit_boot::masked : unit_boot::disabled);
  }
  /// Nothing can start it; what runs goes on unless it is `.stopped()` too.
  [[nodiscard]] constexpr service_resource masked() const {
    if (run == unit_run::running || boot == unit_boot::enabled) a_masked_unit_cannot_be_running_or_enabled(unit.key);
    return with(run, unit_boot::masked);
  }

  [[nodiscard]] constexpr fault missing() const {
    if (run != unit_run::any || boot != unit_boot::any) return {};
    return {service_must_say_running_stopped_enabled_disabled_or_masked, unit.key};
  }

  static const family& belongs_to() { return systemd_family(); }
  [[nodiscard]] constexpr located where() const { return {unit.key, unit.file, unit.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"service">)
        .add(unit.whole)
        .add(static_cast<unsigned>(run) * 8 + static_cast<unsigned>(boot));
  }
  constexpr void describe(description& d) const {
    if (boot == unit_boot::masked) {
      d.manages(spaces::unit, unit.key, unit.whole, presence::present);
    } else {
      if (run != unit_run::any) d.manages_part(spaces::unit, unit.key, unit.whole, "run"sv, {static_cast<std::uint64_t>(run)});
      if (boot != unit_boot::any)
        d.manages_part(spaces::unit, unit.key, unit.whole, "boot"sv, {static_cast<std::uint64_t>(boot)});
    }
    const bool ends = run == unit_run::stopped || boot == unit_boot::disabled || boot == unit_boot::masked;
    if (ends) describe_lockout(d, lockout_of_unit(unit.key), unit.key);
    if (!ends) describe_unit_needs(d, unit);
    d.needs_root();
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;

 private:
  [[nodiscard]] constexpr service_resource with(unit_run now, unit_boot then) const {
    auto r = *this;
    r.run = now;
    r.boot = then;
    return r;
  }
};

enum class unit_order : unsigned char { reload, restart };

/// Done, not kept; afterwards the unit must be active.
struct unit_action {
  unit_name unit;
  unit_order order{};

  static const family& belongs_to() { return systemd_family(); }
  [[nodiscard]] constexpr located where() const { return {unit.key, unit.file, unit.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(order == unit_order::reload ? value_of_type<"reload"> : value_of_type<"restart">).add(unit.whole);
  }
  constexpr void describe(description& d) const {
    d.is_action();
    d.is_probed_afterwards();
    d.reads_and_affects(spaces::unit, unit.key, unit.whole);
    describe_unit_needs(d, unit);
    describe_lockout(d, lockout_of_unit(unit.key), unit.key);
    d.needs_root();
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace systemd {
/// A service, or with its suffix any other unit (`backup.timer`): say what it is to be with `.running()`,
/// `.stopped()`,
/// `.enabled()`, `.disabled()`, `.masked()`. Units are reloaded first where their files changed. Needs root.
[[nodiscard]] constexpr resources::service_resource service(resources::unit_name unit) { return {unit}; }

/// `systemctl reload`, whenever its condition holds; a unit that does not run is a failure. Needs root.
[[nodiscard]] constexpr resources::unit_action reload(resources::unit_name unit) { return {unit, resources::unit_order::reload}; }

/// `systemctl restart`, whenever its condition holds. A start too many for systemd (`StartLimitBurst=` of systemd.unit(5), which
/// ends loops) is asked for once more, as that is none. Needs root.
[[nodiscard]] constexpr resources::unit_action restart(resources::unit_name unit) {
  return {unit, resources::unit_order::restart};
}
}  // namespace systemd

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/systemd.ipp>
#endif
