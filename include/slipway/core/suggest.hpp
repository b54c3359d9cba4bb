// What somebody who misspelt a name may have meant.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
  std::vector<std::pair<std::size_t, std::size_t>> near;  // distance and place
  for (std::size_t i = 0; i != candidates.size(); ++i) {
    const auto distance = edit_distance(text, candidates[i]);
    if (distance <= std::max<std::size_t>(2, candidates[i].size() / 2)) near.emplace_back(distance, i);
  }
  std::ranges::sort(near);
  std::vector<std::string> nearest;
  for (std::size_t k = 0; k != std::min<std::size_t>(3, near.size()); ++k) nearest.push_back(candidates[near[k].second]);
  return nearest;
}

}  // namespace slipway
