#pragma once

#include <fmt/format.h>

#include <slipway/front/json.hpp>
#include <slipway/front/list_command.hpp>
#include <slipway/front/policies.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/select.hpp>

namespace slipway::front {

SLIPWAY_DECL int list_command(const program& p, const request& asked, printer& print) {
  const auto chosen = select(p, asked.which, [&](std::size_t i) { return answer_of_policy(p.deployables[i]); });
  if (!chosen.problem.empty()) throw usage_error(chosen.problem);
  for (const auto& c : chosen.choices) {
    print.emit(json_of(p, c));
    if (!print.is_json()) print.say(fmt::format("{} {:<36} {}", c.selected ? '*' : ' ', full_name(*c.host), c.reason));
  }
  return 0;
}

}  // namespace slipway::front
