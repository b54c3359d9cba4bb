#pragma once

#include <algorithm>
#include <string>

#include <slipway/core/clean.hpp>
#include <slipway/front/forget_command.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/select.hpp>
#include <slipway/front/state_record.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway::front {
namespace detail {

/// What is to be said of a pattern that no departed deployable matches; nothing where one does.
inline std::string nothing_to_forget(const program& p, const departed& gone, const std::string& pattern) {
  if (std::ranges::any_of(gone.all(), [&](const deployable* d) { return matches(pattern, *d); })) return {};
  if (std::ranges::any_of(p.deployables, [&](const deployable& d) { return matches(pattern, d); }))
    return "'" + clean(pattern) + "' is in the layout '" + std::string(p.layout) +
           "', and is not forgotten: take it out of the program first";
  std::string names;
  for (const auto& name : gone.names()) names += (names.empty() ? "" : ", ") + clean(name);
  return "nothing that has left the layout '" + std::string(p.layout) + "' matches '" + clean(pattern) + "'; " +
         (names.empty() ? "nothing has left it" : "there is " + names);
}

}  // namespace detail

SLIPWAY_DECL int forget_command(const program& p, const request& asked, printer& print) {
  if (asked.which.include.empty())
    throw usage_error("forget needs the names of what is gone for good, such as forget 'Machine:web-3'");
  state_record record(asked.state, p);
  const departed gone(record, p);
  for (const auto& pattern : asked.which.include)
    if (const auto problem = detail::nothing_to_forget(p, gone, pattern); !problem.empty()) throw usage_error(problem);
  for (const auto* d : gone.all()) {
    if (!takes(asked.which, d->prefix, d->name)) continue;
    record.gone(full_name(*d));
    const std::string reason = "is not looked for any more; what is on it stays";
    print.emit(json_bystander(*d, "forgotten", reason));
    print.say(clean(d->name) + "  forgotten: " + reason);
  }
  if (const auto problem = record.save(); !problem.empty()) throw usage_error(problem);
  return 0;
}

}  // namespace slipway::front
