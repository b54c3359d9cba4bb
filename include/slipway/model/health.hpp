// When a host is well: what is asked before anything is changed, and after.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/located.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/duration.hpp>

namespace slipway {

enum class health_kind : unsigned char { systemd, command, http, port };

struct health_check {
  health_kind kind = health_kind::systemd;
  std::string_view text{};  // the command, or the address
  unsigned number = 0;      // the port
};

/// systemd has started, and no unit has failed; always so on hosts without it.
inline constexpr health_check systemd_running{};

/// A command that succeeds, as with `sh -c`, within 10 seconds. It runs whenever a plan is made, so it must change nothing.
[[nodiscard]] constexpr health_check command(text_argument text) {
  if (text.empty()) text_must_not_be_empty("command");
  if (text.find('\0') != std::string_view::npos) text_must_not_contain_nul(text);
  return {health_kind::command, text};
}

/// The host itself gets an answer of 200 to 399 from there within 10 seconds: `http("http://localhost/health")`.
[[nodiscard]] constexpr health_check http(text_argument address) {
  if (!address.starts_with("http://") && !address.starts_with("https://")) address_must_begin_with_http(address);
  for (char c : address)
    if (c <= ' ' || c == 0x7f || c == '"' || c == '\\') address_must_be_written_with_percent_signs(address);
  return {health_kind::http, address};
}

/// Something on the host listens on this TCP port.
[[nodiscard]] constexpr health_check port(unsigned number) {
  if (number == 0 || number > 65535) port_must_be_between_1_and_65535("port");
  return {health_kind::port, {}, number};
}

struct health_patience {
  std::uint32_t ms;
};

/// How long a host may take to become well after a change, or after a restart once systemd has started everything; 15 seconds, if
/// not said. In std::chrono's units.
template <Duration D>
[[nodiscard]] constexpr health_patience within(D duration) {
  if (const auto wrong = fault_in_duration(duration, "within")) wrong.says(wrong.text);
  return {milliseconds_of(duration)};
}

template <class T>
concept HealthItem = std::same_as<T, health_check> || std::same_as<T, health_patience>;

/// Few, and behind one field of the settings: hundreds of machines inherit them.
struct health_checks {
  static constexpr std::size_t most = 8;
  std::array<health_check, most> checks{};
  unsigned count = 0;
  std::uint32_t patience_ms = 15'000;

  [[nodiscard]] constexpr table_view<health_check> list() const { return {checks.data(), count}; }
};

/// `.health = health(systemd_running, command("..."), http("http://localhost/"), port(80), within(30s))`: a host that is not well is
/// left alone; one that is not well any more after a change has failed, and inside a guard the change is put back.
template <HealthItem... Items>
requires(sizeof...(Items) > 0) [[nodiscard]] constexpr health_checks health(const Items&... items) {
  static_assert(sizeof...(Items) <= health_checks::most, "slipway: a host has at most 8 health checks");
  health_checks all;
  const auto take = [&](const auto& item) {
    if constexpr (requires { item.kind; }) all.checks[all.count++] = item;
    else all.patience_ms = item.ms;
  };
  (take(items), ...);
  return all;
}

}  // namespace slipway
