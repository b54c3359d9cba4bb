#pragma once

#include <algorithm>
#include <iterator>

#include <slipway/core/suggest.hpp>
#include <slipway/front/select.hpp>
#include <slipway/model/pattern.hpp>

namespace slipway::front {
namespace detail {

inline const std::string* first_match(std::span<const std::string> patterns, const deployable& host) {
  for (const auto& p : patterns)
    if (matches(p, host)) return &p;
  return nullptr;
}

/// Names of which the pattern matches a part, else those that are spelt like it.
inline std::vector<std::string> names_near(const program& p, const std::string& pattern) {
  std::vector<std::string> names, near;
  for (const auto& d : p.deployables) {
    if (!has_prefix(d.name)) names.emplace_back(d.name);
    names.push_back(full_name(d));
    for (const auto& other : d.also)
      names.push_back(std::string(other.prefix.empty() ? d.prefix : other.prefix) + ":" + std::string(other.name));
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const auto& name : names)
    if (near.size() != 3 && has_prefix(name) == has_prefix(pattern) && glob_match("*" + pattern + "*", name))
      near.push_back(name);
  if (!near.empty()) return near;
  std::string letters;
  std::ranges::copy_if(pattern, std::back_inserter(letters), [](char c) { return c != '*' && c != '?' && c != '\\'; });
  return suggest(letters, names);
}

inline std::string pattern_problem(const program& p, const std::string& pattern, std::span<const deployable* const> departed) {
  if (!is_pattern(pattern)) return "'" + pattern + "' is not a pattern: it is empty, or ends in a backslash that quotes nothing";
  if (std::ranges::any_of(p.deployables, [&](const deployable& d) { return matches(pattern, d); })) return {};
  if (std::ranges::any_of(departed, [&](const deployable* d) { return matches(pattern, *d); })) return {};
  std::string problem = "no deployable of '" + std::string(p.layout) + "' matches '" + pattern + "'";
  const auto near = names_near(p, pattern);
  for (std::size_t i = 0; i != near.size(); ++i) problem += (i == 0 ? "; did you mean " : " or ") + ("'" + near[i] + "'");
  return problem + (near.empty() ? "; `list` shows them all" : "?");
}

/// Adds the patterns of the selections that were named; the problem where there is no such selection.
inline std::string add_selections(const program& p, patterns& all) {
  for (const auto& name : all.selections) {
    const auto found = std::ranges::find(p.selections, name, &selection_view::name);
    if (found != p.selections.end()) {
      all.include.insert(all.include.end(), found->included.begin(), found->included.end());
      all.exclude.insert(all.exclude.end(), found->excluded.begin(), found->excluded.end());
      continue;
    }
    std::vector<std::string> names;
    for (const auto& s : p.selections) names.emplace_back(s.name);
    const auto near = suggest(name, names);
    return "'" + std::string(p.layout) + "' has no selection '" + name + "'" +
           (near.empty() ? (names.empty() ? "; it has none" : "; it has '" + names.front() + "'")
                         : "; did you mean '" + near.front() + "'?");
  }
  return {};
}

/// `from` needs, or is needed by, `to`: takes `to` where `from` is taken; whether that is new.
inline bool take_with(const choice& from, choice& to, const char* how) {
  if (!from.selected || to.selected || to.reason.starts_with("exclude ")) return false;
  to.selected = true;
  to.reason = how + full_name(*from.host);
  return true;
}

inline void add_related(selection_result& result, const patterns& asked) {
  for (bool more = true; more;) {
    more = false;
    for (auto& c : result.choices)
      for (const auto i : c.host->dependencies) {
        auto& needed = result.choices[i];
        if (asked.with_dependencies && take_with(c, needed, "dependency of ")) more = true;
        if (asked.with_dependents && take_with(needed, c, "depends on ")) more = true;
      }
  }
}

}  // namespace detail

SLIPWAY_DECL bool takes(const patterns& asked, std::string_view prefix, std::string_view name) {
  const auto matches = [&](const std::string& pattern) { return pattern_match(pattern, prefix, name); };
  if (std::ranges::any_of(asked.exclude, matches)) return false;
  return asked.selections.empty() && (asked.include.empty() || std::ranges::any_of(asked.include, matches));
}

SLIPWAY_DECL selection_result select(const program& p, const patterns& asked, const ask_policy& ask,
                                     std::span<const deployable* const> departed) {
  selection_result result;
  auto all = asked;
  result.problem = detail::add_selections(p, all);
  for (const auto* list : {&all.include, &all.exclude})
    for (const auto& pattern : *list)
      if (result.problem.empty()) result.problem = detail::pattern_problem(p, pattern, departed);
  if (!result.problem.empty()) return result;
  result.by_name = !all.include.empty();
  for (std::size_t i = 0; i != p.deployables.size(); ++i) {
    const auto& host = p.deployables[i];
    const auto* out = detail::first_match(all.exclude, host);
    const auto* in = detail::first_match(all.include, host);
    if (out != nullptr) result.choices.push_back({&host, false, "exclude " + *out});
    else if (in != nullptr) result.choices.push_back({&host, true, "include " + *in});
    else if (!all.include.empty()) result.choices.push_back({&host, false, "not included"});
    else {
      auto answer = ask(i);
      result.choices.push_back({&host, answer.deploy, std::move(answer.reason)});
    }
  }
  if (asked.with_dependencies || asked.with_dependents) detail::add_related(result, asked);
  return result;
}

}  // namespace slipway::front
