#pragma once

#include <algorithm>

#include <slipway/core/suggest.hpp>
#include <slipway/model/text_template.hpp>
#include <slipway/plan/text_problems.hpp>

namespace slipway::plan {
namespace detail {

/// "nginx.conf.in:3:14: "
inline std::string place_in(std::string_view file, std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto newline = before.rfind('\n');
  const auto column = newline == std::string_view::npos ? at + 1 : at - newline;
  return std::string(file) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
}

inline std::string sentence(text_mistake what) {
  switch (what) {
    case text_mistake::hole_is_open: return "a hole is opened here and not closed; end it with }}, or write \\{{ for two braces";
    case text_mistake::block_is_open: return "this block is not closed; end it with {{/if}} or {{/each}}";
    case text_mistake::block_is_not_open: return "this belongs to no block that is open here";
    case text_mistake::no_such_block: return "there is no such block; there are {{#if name}} and {{#each list}}";
    case text_mistake::nested_too_deeply: return "blocks are nested too deeply; at most 8 are open at once";
    case text_mistake::none: break;
  }
  return {};
}

inline std::string sentence(hole_mistake what, std::string_view name, const deployable& host, const row& r) {
  const std::string hole = "{{" + std::string(name) + "}}";
  const auto where = " in the text of '" + std::string(r.name) + "' on " + full_name(host);
  if (what == hole_mistake::needs_a_list) return "{{#each " + std::string(name) + "}}" + where + " needs a list";
  if (what == hole_mistake::needs_one_value) return hole + where + " is more than one value; use {{#each}}, or name a member";
  std::vector<std::string> names;
  for (const auto& lets : {r.lets, host.data})
    for (const auto& let : lets) names.emplace_back(let.hole);
  const auto near = suggest(name, names);
  return "nothing fills " + hole + where + (near.empty() ? std::string() : "; did you mean {{" + near.front() + "}}?");
}

}  // namespace detail

SLIPWAY_DECL std::vector<std::string> text_problems(const deployable& host, const row& operation, std::string_view text) {
  const auto place = [&](std::size_t at) { return detail::place_in(operation.text, text, at); };
  if (const auto wrong = check_text(text); wrong.what != text_mistake::none)
    return {place(wrong.at) + detail::sentence(wrong.what)};
  std::vector<std::string> problems;
  check_names(text, operation.lets, host.data, [&](hole_mistake what, std::string_view name, std::size_t at) {
    problems.push_back(place(at) + detail::sentence(what, name, host, operation));
  });
  if (!operation.exposes_text) return problems;
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2)) {
    const auto name = hole.name(text);
    const auto* let = find_let(operation.lets, name);
    if (let == nullptr) let = find_let(host.data, name);
    if (let != nullptr && let->kind == let_kind::secret)
      problems.push_back(place(hole.open) + "'" + std::string(operation.name) + "' puts the secret '" + std::string(let->text) +
                         "' where others may read it; give the file a mode whose last digit is 0");
  }
  return problems;
}

}  // namespace slipway::plan
