#pragma once

#include <algorithm>

#include <slipway/core/suggest.hpp>
#include <slipway/front/select.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway::front {
namespace detail {

inline const std::string* first_match(std::span<const std::string> patterns, const deployable& host) {
  for (const auto& p : patterns)
    if (pattern_match(p, host.prefix, host.name)) return &p;
  return nullptr;
}

inline std::string full_name(const deployable& host) { return std::string(host.prefix) + ":" + std::string(host.name); }

inline std::string pattern_problem(const program& p, const std::string& pattern) {
  if (!is_pattern(pattern)) return "'" + pattern + "' is not a pattern: it is empty, or ends in a backslash that quotes nothing";
  if (std::ranges::any_of(p.deployables, [&](const deployable& d) { return pattern_match(pattern, d.prefix, d.name); }))
    return {};
  std::vector<std::string> names;
  for (const auto& d : p.deployables) {
    names.emplace_back(d.name);
    names.push_back(full_name(d));
  }
  std::string problem = "no deployable of '" + std::string(p.layout) + "' matches '" + pattern + "'";
  const auto near = suggest(pattern, names);
  for (std::size_t i = 0; i != near.size(); ++i) problem += (i == 0 ? "; did you mean " : " or ") + ("'" + near[i] + "'");
  return problem + (near.empty() ? "; `list` shows them all" : "?");
}

}  // namespace detail

SLIPWAY_DECL selection_result select(const program& p, std::span<const std::string> include,
                                     std::span<const std::string> exclude) {
  selection_result result;
  for (const auto patterns : {include, exclude})
    for (const auto& pattern : patterns)
      if (result.problem.empty()) result.problem = detail::pattern_problem(p, pattern);
  for (const auto& host : p.deployables) {
    const auto* out = detail::first_match(exclude, host);
    const auto* in = detail::first_match(include, host);
    if (out != nullptr) result.choices.push_back({&host, false, "exclude " + *out});
    else if (in != nullptr) result.choices.push_back({&host, true, "include " + *in});
    else result.choices.push_back({&host, include.empty(), include.empty() ? "default" : "not included"});
  }
  return result;
}

}  // namespace slipway::front
