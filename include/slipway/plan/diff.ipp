#pragma once

#include <sstream>

#include <slipway/core/clean.hpp>
#include <slipway/plan/diff.hpp>
#include <slipway/plan/dtl.hpp>

namespace slipway::plan {
namespace detail {

inline constexpr std::size_t largest_diffed = 1 << 20;

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      lines.back() += " (no newline at the end)";
      break;
    }
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace detail

SLIPWAY_DECL std::vector<std::string> unified_diff(std::string_view before, std::string_view after) {
  if (before.size() > detail::largest_diffed || after.size() > detail::largest_diffed)
    return {"(over 1 MiB: not compared line by line)"};
  if (before.find('\0') != std::string_view::npos || after.find('\0') != std::string_view::npos)
    return {"(not a text: " + std::to_string(before.size()) + " bytes before, " + std::to_string(after.size()) + " after)"};
  dtl::Diff<std::string, std::vector<std::string>> diff(detail::lines_of(before), detail::lines_of(after));
  diff.onHuge();
  diff.compose();
  diff.composeUnifiedHunks();
  std::ostringstream printed;
  diff.printUnifiedFormat(printed);
  std::vector<std::string> lines;
  for (const auto& line : detail::lines_of(printed.str())) lines.push_back(clean(line));
  // dtl numbers the lines of an empty text from 1, diff(1) from 0
  if (before.empty() && !lines.empty() && lines.front().starts_with("@@ -1,0")) lines.front().replace(0, 7, "@@ -0,0");
  return lines;
}

}  // namespace slipway::plan
