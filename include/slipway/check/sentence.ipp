#pragma once

#include <string_view>

#include <slipway/check/sentence.hpp>

namespace slipway::rules {
namespace detail {

struct mistake_words {
  std::string_view name, remedy;
};

/// Of those that single operations can make; all others are the compiler's alone.
inline mistake_words words_of(mistake m) {
  switch (m) {
    case mistake::duplicate_operation: return {"duplicate_operation", "give one of them another name"};
    case mistake::conflicting_operations: return {"conflicting_operations", "drop one of them, or make them agree"};
    case mistake::missing_dependency: return {"missing_dependency", "add what it depends on, or drop the dependency"};
    case mistake::dependency_listed_later: return {"dependency_listed_later", "the list is the order: move one of them"};
    case mistake::dependency_cycle: return {"dependency_cycle", "drop one of the dependencies"};
    case mistake::created_too_late: return {"created_too_late", "it needs what the other creates: move one of them"};
    case mistake::unfilled_hole: return {"unfilled_hole", "correct its name, or add a let<...> of that name"};
    case mistake::each_needs_a_list: return {"each_needs_a_list", "use {{#if}}, or fill it with a list"};
    case mistake::hole_needs_one_value: return {"hole_needs_one_value", "use {{#each}}, or name a member"};
    case mistake::missing_data: return {"missing_data", "correct its name, or add a let<...> of that name to the data"};
    case mistake::data_compared_with_another_type:
      return {"data_compared_with_another_type", "compare it with a value of its own type"};
    case mistake::wrong_platform: return {"wrong_platform", "leave it out there, or correct the platform"};
    case mistake::needs_root: return {"needs_root", "log in as root, or say .become = sw::sudo"};
    case mistake::fact_read_too_early:
      return {"fact_read_too_early", "facts are read before anything is changed: move it, or say what the other one affects"};
    case mistake::unguarded_lockout_risk: return {"unguarded_lockout_risk", "it may lock you out: say unguarded(\"why\")"};
    case mistake::exposed_secret: return {"exposed_secret", "give the file a mode such as 0600"};
    default: return {"a mistake", "see the program"};
  }
}

inline std::string text_of(const culprit& c) {
  std::string text = "'" + std::string(c.first) + (c.first.empty() ? "" : ":") + std::string(c.second) + "'";
  if (c.line != 0) text += " (line " + std::to_string(c.line) + ")";
  return text;
}

}  // namespace detail

SLIPWAY_DECL std::string to_sentence(const finding& f) {
  const auto words = detail::words_of(f.what);
  std::string text(words.name);
  const char* between = ": ";
  for (const auto& c : f.who) {
    if (c.first.empty() && c.second.empty()) continue;
    text += between + detail::text_of(c);
    between = ", ";
  }
  return text.append("; ").append(words.remedy);
}

}  // namespace slipway::rules
