#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <slipway/plan/condition_text.hpp>

namespace slipway::plan {
namespace detail {

/// How tightly a part holds together: what is looser than its surroundings needs parentheses.
enum class binding : unsigned char { any, all, comparison, one };

struct condition_part {
  std::string text;
  binding holds = binding::one;

  [[nodiscard]] std::string within(binding outer) const { return holds < outer ? "(" + text + ")" : text; }
};

inline std::string_view sign_of(comparison how) {
  switch (how) {
    case comparison::equal: return " == ";
    case comparison::not_equal: return " != ";
    case comparison::less: return " < ";
    case comparison::less_equal: return " <= ";
    case comparison::greater: return " > ";
    case comparison::greater_equal: break;
  }
  return " >= ";
}

inline std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

inline std::string value_text(const let_value& v) {
  if (v.kind == let_kind::text) return quoted(v.text);
  return v.kind == let_kind::number ? std::to_string(v.number) : v.number != 0 ? "true" : "false";
}

/// `os.id`, `file("/etc/motd").size`.
inline std::string fact_text(const fact_reference& fact) {
  std::string text(fact.name);
  if (!fact.path.empty()) text.insert(std::min(text.find('.'), text.size()), "(" + quoted(fact.path) + ")");
  return text;
}

inline std::string comparison_text(const token& t) {
  return fact_text(t.fact) + std::string(sign_of(t.how)) + value_text(t.value);
}

}  // namespace detail

SLIPWAY_DECL std::string condition_text(std::span<const token> condition) {
  using detail::binding;
  std::vector<detail::condition_part> parts;
  for (const auto& t : condition) {
    if (t.kind == token_kind::changed) {
      parts.push_back({"changed(" + detail::quoted(t.operation.name) + ")"});
    } else if (t.kind == token_kind::compare) {
      parts.push_back({detail::comparison_text(t), binding::comparison});
    } else if (t.kind == token_kind::no) {
      parts.back() = {"!" + parts.back().within(binding::one)};
    } else {
      const bool all = t.kind == token_kind::all;
      const auto how = all ? binding::all : binding::any;
      const auto right = std::move(parts.back());
      parts.pop_back();
      parts.back() = {parts.back().within(how) + (all ? " && " : " || ") + right.within(how), how};
    }
  }
  return parts.empty() ? std::string() : parts.back().text;
}

}  // namespace slipway::plan
