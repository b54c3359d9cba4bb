// Durations as users write them, without the cost of <chrono>.
#pragma once

// std::chrono's durations and their literals without its clocks, calendars and formats, where a library has them apart
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
#include <cstdint>
#include <string_view>

#include <slipway/core/wrong.hpp>

namespace slipway {

/// One of std::chrono's.
template <class T>
concept Duration = requires(T d) {
  d.count();
  T::period::num;
};

/// Longer than zero, and at most 40 days; `option` is the name of what was given the duration.
template <Duration D>
[[nodiscard]] constexpr fault fault_in_duration(D duration, std::string_view option) {
  if (!(duration.count() > 0)) return {duration_must_be_longer_than_zero, option};
  if (static_cast<double>(duration.count()) * D::period::num / D::period::den > 3'456'000.0)
    return {duration_must_be_at_most_40_days, option};
  return {};
}

/// Rounded up, of a duration that nothing is wrong with.
template <Duration D>
[[nodiscard]] constexpr std::uint32_t milliseconds_of(D duration) {
  const auto exact = static_cast<double>(duration.count()) * 1000 * D::period::num / D::period::den;
  const auto whole = static_cast<std::uint32_t>(exact);
  return static_cast<double>(whole) < exact ? whole + 1 : whole;
}

}  // namespace slipway
