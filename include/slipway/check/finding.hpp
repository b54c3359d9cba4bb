// What a rule answers: mistakes as values, with the names of the culprits.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <slipway/model/row.hpp>

namespace slipway::rules {

/// The dictionary of mistakes; `problem.hpp` has a type of the same name for each.
enum class mistake : unsigned char {
  duplicate_operation,
  conflicting_operations,
  missing_dependency,
  dependency_listed_later,
  dependency_cycle,
  created_too_late,
  unfilled_hole,
  each_needs_a_list,
  hole_needs_one_value,
  missing_data,
  data_compared_with_another_type,
  no_operations,
  not_constant,
  wrong_platform,
  needs_root,
  fact_read_too_early,
  unguarded_lockout_risk,
  not_restorable,
  guard_in_a_guard,
  stage_in_a_guard,
  exposed_secret,
  duplicate_deployable,
  deployable_cycle,
  dependency_outside_layout,
  selection_matches_nothing,
  unused_data,
};

/// A culprit: a text in up to two pieces ("path" and "/etc/motd", with a colon between), and the line where the user wrote it,
/// or 0.
struct culprit {
  std::string_view first{}, second{};
  unsigned line = 0;

  constexpr culprit() = default;
  constexpr explicit culprit(const row& r) : second(r.name), line(r.line) {}
  constexpr explicit culprit(std::string_view text, unsigned at_line = 0) : second(text), line(at_line) {}
  constexpr culprit(std::string_view a, std::string_view b) : first(a), second(b) {}
  friend constexpr bool operator==(const culprit&, const culprit&) = default;
};

struct finding {
  mistake what{};
  culprit who[3]{};
  friend constexpr bool operator==(const finding&, const finding&) = default;
};

/// The first mistakes that were found, each once; more would help nobody.
struct findings {
  static constexpr std::size_t most = 12;
  std::array<finding, most> items{};
  std::size_t count = 0;
  bool is_complete = true;  // or something is no constant, and was not read

  constexpr void add(const finding& f) {
    for (std::size_t i = 0; i != count; ++i)
      if (items[i] == f) return;
    if (count == most) return;
    items[count].what = f.what;
    // g++ 12 puts the making of culprits that were left out off until nothing is constant any more
    for (std::size_t k = 0; k != std::size(f.who); ++k) items[count].who[k] = f.who[k];
    ++count;
  }
  constexpr void merge(const findings& others) {
    is_complete = is_complete && others.is_complete;
    for (std::size_t i = 0; i != others.count; ++i) add(others.items[i]);
  }
};

}  // namespace slipway::rules
