// Timers of systemd, each a unit file below /etc/systemd/system.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

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

struct timer_resource : answers_as_a_file<timer_resource> {
  static constexpr std::string_view folder = "/etc/systemd/system/", suffix = ".timer";
  static constexpr std::size_t longest_name = 48;

  located name;
  std::array<char, folder.size() + longest_name + suffix.size()> path_text{};
  std::string_view calendar{}, started{};
  unsigned delay = 0;  // seconds
  bool catches_up = false, gone = false;

  constexpr explicit timer_resource(located timer) : name(timer) {
    if (timer.text.empty() || timer.text.size() > longest_name) name_must_have_between_1_and_48_characters(timer.text);
    static_cast<void>(unit_name(timer.text));
    auto* to = path_text.data();
    for (std::string_view part : {folder, timer.text, suffix})
      for (char c : part) *to++ = c;
  }

  /// When: a calendar event of systemd.time(7), such as "Mon..Fri *-*-* 03:30" or "daily".
  [[nodiscard]] constexpr timer_resource on(std::string_view when) const {
    if (!is_calendar_expression(when)) calendar_is_not_one_of_systemd(when);
    auto r = present();
    r.calendar = when;
    return r;
  }
  /// What it starts; left out: the service of the timer's name.
  [[nodiscard]] constexpr timer_resource starts(unit_name unit) const {
    auto r = present();
    r.started = unit.key;
    return r;
  }
  /// What was due while the host was off is started once it is on again.
  [[nodiscard]] constexpr timer_resource persistent() const {
    auto r = present();
    r.catches_up = true;
    return r;
  }
  /// It waits for a random time of at most so long, so that many hosts do not start at once; whole seconds, rounded up.
  template <Duration D>
  [[nodiscard]] constexpr timer_resource random_delay(D at_most) const {
    auto r = present();
    r.delay = (milliseconds_of(at_most, "random_delay") + 999) / 1000;
    return r;
  }
  [[nodiscard]] constexpr timer_resource absent() const {
    if (!calendar.empty() || !started.empty() || delay != 0 || catches_up) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }
  constexpr void must_be_complete() const {
    if (!gone && calendar.empty()) timer_needs_on_or_absent(name.text);
  }

  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest().add("timer").add(name.text).add(calendar).add(started).add(delay).add(catches_up).add(gone);
  }
  [[nodiscard]] constexpr std::string_view path() const {
    return {path_text.data(), folder.size() + name.text.size() + suffix.size()};
  }
  constexpr void describe_more(description& d) const {
    describe_path(d, host_path(path()), gone ? presence::absent : presence::present);
  }
  [[nodiscard]] SLIPWAY_DECL std::string text() const;

 private:
  [[nodiscard]] constexpr timer_resource present() const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    return *this;
  }
};

}  // namespace resources

namespace systemd {
/// A timer's unit file: `timer("backup").on("daily").persistent()` starts backup.service. That it runs says
/// `service("backup.timer").running().enabled()`, listed after it. Needs root.
[[nodiscard]] constexpr resources::timer_resource timer(located name) { return resources::timer_resource(name); }
}  // namespace systemd

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/timer.ipp>
#endif
