// What is not well on a host.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <slipway/model/health.hpp>

namespace slipway::plan {

/// How a host that comes up says that it still does.
inline constexpr std::string_view still_starting = "systemd has not finished starting";

/// Systemd may have many of one check, a unit each; any other check has one at most.
struct ailment {
  std::size_t check = 0;  // its place among the settings' checks
  std::string line{};     // as the host says it; of a unit, the name comes first
};

/// Whether it was there before, whatever more is said of it now.
[[nodiscard]] inline bool is_among(const ailment& now, std::span<const ailment> before, const health_checks& asked) {
  const bool has_a_name = now.check < asked.count && asked.checks[now.check].kind == health_kind::systemd;
  const auto first_word = [](std::string_view line) { return line.substr(0, line.find(' ')); };
  return std::ranges::any_of(before, [&](const ailment& a) {
    return a.check == now.check && (!has_a_name || first_word(a.line) == first_word(now.line));
  });
}

}  // namespace slipway::plan
