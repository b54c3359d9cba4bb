#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <slipway/core/quote.hpp>
#include <slipway/model/answered.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/model/text_template.hpp>
#include <slipway/plan/needed.hpp>

namespace slipway::plan {
namespace detail {

/// Facts that are asked for, each once.
class fact_list {
 public:
  void need(const fact_reference& f) {
    if (f.family == nullptr || is_exported(f)) return;
    auto& asked = of(&f.family());
    if (asked.family->shape == fact_shape::list) {
      if (f.about.empty()) asked.whole_list = true;
      else asked.things[std::string(f.about)];
    } else if (asked.family->shape == fact_shape::subjects) {
      const auto key = fact_key(f).substr(f.name.size() + 1);
      auto& wanted = asked.things[key];
      wanted.about = f.about;
      wanted.argument = f.argument();
      if (wanted.names.find("," + std::string(f.name) + ",") == std::string::npos) wanted.names += std::string(f.name) + ",";
    }
  }
  [[nodiscard]] std::vector<asked_facts> list() const {
    std::vector<asked_facts> all;
    for (const auto& asked : families_) {
      asked_facts made{asked.family};
      if (!asked.whole_list)
        for (const auto& [key, wanted] : asked.things) made.words += words(*asked.family, key, wanted);
      all.push_back(std::move(made));
    }
    return all;
  }

 private:
  struct thing {
    std::string_view about{}, argument{};
    std::string names = ",";
  };
  struct asked_family {
    const fact_family* family;
    bool whole_list = false;
    std::map<std::string, thing> things{};
  };

  asked_family& of(const fact_family* family) {
    const auto known = std::ranges::find(families_, family, &asked_family::family);
    return known != families_.end() ? *known : families_.emplace_back(asked_family{family});
  }
  static std::string words(const fact_family& family, const std::string& key, const thing& wanted) {
    if (family.shape == fact_shape::list) return " " + shell_quote(key);
    return " " + key + " " + shell_quote(wanted.about) + " " +
           shell_quote(wanted.argument.empty() ? wanted.names : wanted.argument);
  }

  std::vector<asked_family> families_;
};

/// What a text takes; nobody knows what a text in a local file takes, so that it is all of the data.
inline void need_for_text(fact_list& needed, const row& r, std::span<const let_value> data) {
  for (const auto& l : data) {
    if (l.kind != let_kind::fact) continue;
    bool taken = r.text_is_local_file;
    for (auto h = next_hole(r.text, 0); !taken && h.open != std::string_view::npos; h = next_hole(r.text, h.close + 2)) {
      auto name = h.name(r.text);
      taken = name == l.hole || take_name(name) == l.hole;
    }
    if (taken) needed.need(l.fact);
  }
}

}  // namespace detail

SLIPWAY_DECL std::vector<asked_facts> ask_for(std::span<const fact_reference> facts) {
  detail::fact_list needed;
  for (const auto& f : facts) needed.need(f);
  return needed.list();
}

SLIPWAY_DECL std::vector<asked_facts> needed_facts(const deployable& host) {
  detail::fact_list needed;
  for (const auto& r : host.plan->rows) {
    for (const auto& t : r.condition) {
      needed.need(t.fact);
      const auto* let = t.kind == token_kind::compare_data ? find_let(host.data, t.operation.name) : nullptr;
      if (let != nullptr) needed.need(let->fact);
    }
    for (const auto& l : r.lets) needed.need(l.fact);
    if (r.decides != nullptr)
      for (const auto& f : r.decides->reads(r.payload)) needed.need(f);
    if (!r.text.empty()) detail::need_for_text(needed, r, host.data);
  }
  return needed.list();
}

SLIPWAY_DECL std::vector<std::string_view> needed_secrets(const deployable& host, const source_table& sources) {
  std::vector<std::string_view> names;
  const auto need = [&](const let_value* let) {
    if (let == nullptr || let->kind != let_kind::secret) return;
    if (std::ranges::find(names, let->text) == names.end()) names.push_back(let->text);
  };
  for (const auto& r : host.plan->rows) {
    if (r.decides != nullptr)
      for (const auto& l : host.data) need(&l);
    const auto text = r.text_is_local_file ? std::string_view(sources.find(r.text)->second.text) : r.text;
    for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2)) {
      const auto* let = find_let(r.lets, hole.name(text));
      if (let == nullptr) let = find_let(host.data, hole.name(text));
      need(let);
    }
  }
  return names;
}

}  // namespace slipway::plan
