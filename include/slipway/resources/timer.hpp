// Timers of systemd, each a unit file below /etc/systemd/system.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include <slipway/core/calendar_expression.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/duration.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/generated_file.hpp>
#include <slipway/resources/path_effects.hpp>
#include <slipway/resources/unit_name.hpp>

namespace slipway {
namespace resources {

/// A timer's name, without `.timer`.
struct timer_name : located {
  static constexpr std::size_t longest = 48;

  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr timer_name(const Text& name, const char* in_file = __builtin_FILE(), unsigned at_line = __builtin_LINE())
      : located(std::string_view(name), in_file, at_line) {
    if (text.empty() || text.size() > longest) name_must_have_between_1_and_48_characters(text);
    if (const auto wrong = fault_in_unit_name(text)) wrong.says(wrong.text);
  }
};

struct timer_resource : answers_as_a_file<timer_resource> {
  static constexpr std::string_view folder = "/etc/systemd/system/", suffix = ".timer";

  located name;
  std::array<char, folder.size() + timer_name::longest + suffix.size()> path_text{};
  std::string_view calendar{}, started{};
  unsigned delay = 0;  // seconds
  bool catches_up = false, gone = false;

  constexpr explicit timer_resource(timer_name timer) : name(timer) {
    auto* to = path_text.data();
    for (std::string_view part : {folder, timer.text, suffix})
      for (char c : part) *to++ = c;
  }

  /// When: a calendar event of systemd.time(7), such as "Mon..Fri *-*-* 03:30" or "daily".
  [[nodiscard]] constexpr timer_resource on(text_argument when) const {
    if (!is_calendar_expression(when)) calendar_is_not_one_of_systemd(when);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.calendar = when;
    return r;
  }
  /// What it starts; left out: the service of the timer's name.
  [[nodiscard]] constexpr timer_resource starts(unit_name unit) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.started = unit.key;
    return r;
  }
  /// What was due while the host was off is started once it is on again.
  [[nodiscard]] constexpr timer_resource persistent() const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.catches_up = true;
    return r;
  }
  /// It waits for a random time of at most so long, so that many hosts do not start at once; whole seconds, rounded up.
  template <Duration D>
  [[nodiscard]] constexpr timer_resource random_delay(D at_most) const {
    if (const auto wrong = fault_in_duration(at_most, "random_delay")) wrong.says(wrong.text);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.delay = (milliseconds_of(at_most) + 999) / 1000;
    return r;
  }
  [[nodiscard]] constexpr timer_resource absent() const {
    if (!calendar.empty() || !started.empty() || delay != 0 || catches_up) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }
  [[nodiscard]] constexpr fault missing() const {
    if (!gone && calendar.empty()) return {timer_needs_on_or_absent, name.text};
    return {};
  }

  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"timer">).add(name.text).add(calendar).add(started).add(delay).add(catches_up).add(gone);
  }
  [[nodiscard]] constexpr std::string_view path() const {
    return {path_text.data(), folder.size() + name.text.size() + suffix.size()};
  }
  constexpr void describe_more(description& d) const {
    describe_path(d, host_path(path()), gone ? presence::absent : presence::present);
  }
  [[nodiscard]] SLIPWAY_DECL std::string text() const;
};

}  // namespace resources

namespace systemd {
/// A timer's unit file: `timer("backup").on("daily").persistent()` starts backup.service. That it runs says
/// `service("backup.timer").running().enabled()`, listed after it. Needs root.
[[nodiscard]] constexpr resources::timer_resource timer(resources::timer_name name) { return resources::timer_resource(name); }
}  // namespace systemd

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/timer.ipp>
#endif
