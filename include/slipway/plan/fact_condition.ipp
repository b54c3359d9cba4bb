#pragma once

#include <cstdio>
#include <cstdlib>

#include <slipway/plan/fact_condition.hpp>

namespace slipway::plan {
namespace detail {

inline bool order_holds(comparison how, int order) {
  switch (how) {
    case comparison::equal: return order == 0;
    case comparison::not_equal: return order != 0;
    case comparison::less: return order < 0;
    case comparison::less_equal: return order <= 0;
    case comparison::greater: return order > 0;
    case comparison::greater_equal: break;
  }
  return order >= 0;
}

}  // namespace detail

SLIPWAY_DECL std::string fact_key(const fact_reference& fact) {
  if (fact.path.empty()) return std::string(fact.name);
  char digits[9];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(fact.whole.value));
  return std::string(fact.name) + "@" + digits;
}

SLIPWAY_DECL std::string fact_title(const fact_reference& fact) {
  return std::string(fact.name) + (fact.path.empty() ? "" : " of " + std::string(fact.path));
}

SLIPWAY_DECL std::optional<bool> holds(const token& t, const std::map<std::string, std::string>& facts) {
  const auto known = facts.find(fact_key(t.fact));
  if (known == facts.end()) return std::nullopt;
  if (t.fact.type == fact_type::text) return detail::order_holds(t.how, known->second.compare(t.value.text));
  const auto value = known->second == "true" ? 1 : std::strtoll(known->second.c_str(), nullptr, 10);
  return detail::order_holds(t.how, value < t.value.number ? -1 : value > t.value.number ? 1 : 0);
}

}  // namespace slipway::plan
