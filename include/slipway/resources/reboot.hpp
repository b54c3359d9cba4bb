// A restart of the whole server, in the middle of a deployment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/core/located.hpp>
#include <slipway/model/duration.hpp>
#include <slipway/model/resource.hpp>

namespace slipway {
namespace resources {

[[nodiscard]] SLIPWAY_DECL const family& reboot_family();

struct reboot_resource {
  located place;
  std::uint32_t within_ms = 600'000;

  /// How long the host may take to be reached again, from when it is told to restart; 10 minutes, if not said.
  template <Duration D>
  [[nodiscard]] constexpr reboot_resource within(D time) const {
    if (const auto wrong = fault_in_duration(time, "within")) wrong.says(wrong.text);
    auto r = *this;
    r.within_ms = milliseconds_of(time);
    return r;
  }

  static const family& belongs_to() { return reboot_family(); }
  [[nodiscard]] constexpr located where() const { return place; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"reboot">).add(std::uint64_t{within_ms});
  }
  constexpr void describe(description& d) const {
    d.is_action();
    d.needs_root();
    d.restarts_host((within_ms + 999) / 1000);
  }
  void probe(const scope&, shell_words&) const {}
  [[nodiscard]] std::string desired(const scope&) const { return {}; }
  [[nodiscard]] std::string apply(const scope&) const { return "ask_for_reboot"; }
  [[nodiscard]] undo_text undo(const scope&) const { return {":", {}}; }
};

}  // namespace resources

namespace server {
/// Restarts the host once all before it is done and found to be as desired; waits until it is there again, in another boot, and
/// as well as it was before (see `health`), and goes on with what follows. Without a condition it does so in every deployment.
/// Needs root.
[[nodiscard]] constexpr resources::reboot_resource reboot(const char* file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
  return {located("reboot", file, line)};
}
}  // namespace server

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/reboot.ipp>
#endif
