// What somebody who misspelt a name may have meant.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

/// How many letters must be inserted, deleted or replaced to make one text of the other (Levenshtein).
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

/// The nearest candidates, at most three, nearest first; none when all are far away.
[[nodiscard]] inline std::vector<std::string> suggest(std::string_view text, std::span<const std::string> candidates) {
  std::vector<std::string> near(candidates.begin(), candidates.end());
  std::erase_if(near, [&](const std::string& c) { return edit_distance(text, c) > std::max<std::size_t>(2, c.size() / 2); });
  std::stable_sort(near.begin(), near.end(),
                   [&](const auto& a, const auto& b) { return edit_distance(text, a) < edit_distance(text, b); });
  if (near.size() > 3) near.resize(3);
  return near;
}

}  // namespace slipway
