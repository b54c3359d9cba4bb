// A condition asks for data that a machine does not have, or compares it with a value of another type.
#pragma once

#include <slipway/check/finding.hpp>
#include <slipway/core/table_view.hpp>

namespace slipway::rules {

/// Whether data of one kind is ever equal to a value of the other.
constexpr bool comparable(const let_value& data, const let_value& value) {
  if (data.kind != let_kind::fact) return data.kind == value.kind;
  switch (data.fact.type) {
    case fact_type::text: return value.kind == let_kind::text;
    case fact_type::number: return value.kind == let_kind::number;
    case fact_type::boolean: return value.kind == let_kind::boolean;
    case fact_type::list: break;
  }
  return false;
}

constexpr void find_wrong_data_in_condition(const row& r, table_view<let_value> data, const culprit& machine, findings& found) {
  for (const auto& t : r.condition) {
    if (t.kind != token_kind::compare_data) continue;
    const auto* let = find_let(data, t.operation.name);
    if (let == nullptr) found.add({mistake::missing_data, {culprit(r), culprit(t.operation.name), machine}});
    else if (!comparable(*let, t.value))
      found.add({mistake::data_compared_with_another_type, {culprit(r), culprit(t.operation.name), machine}});
  }
}

}  // namespace slipway::rules
