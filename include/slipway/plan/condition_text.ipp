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
    case comparison::greater_equal: return " >= ";
    case comparison::matches: break;
  }
  return " like ";
}

inline std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

inline std::string value_text(const let_value& v) {
  if (v.kind == let_kind::text) return quoted(v.text);
  return v.kind == let_kind::number ? std::to_string(v.number) : v.number != 0 ? "true" : "false";
}

/// `os.id`, `file("/etc/motd").size`, `packages.contains("nginx")`.
inline std::string fact_text(const fact_reference& fact) {
  std::string text(fact.name);
  if (fact.about.empty()) return fact.type == fact_type::number && fact.kind != nullptr ? text + ".count()" : text;
  const auto dot = text.find('.');
  if (dot == std::string::npos) return text + ".contains(" + quoted(fact.about) + ")";
  return text.insert(dot, "(" + quoted(fact.about) + (fact.argument().empty() ? "" : ", " + quoted(fact.argument())) + ")");
}

inline std::string comparison_text(const token& t) {
  const auto left = t.kind == token_kind::compare_data ? "data(" + quoted(t.operation.name) + ")" : fact_text(t.fact);
  if (t.how == comparison::matches) return left + ".matches(" + quoted(t.value.text) + ")";
  if (t.value.kind == let_kind::boolean && t.how == comparison::equal && t.value.number != 0) return left;
  return left + std::string(sign_of(t.how)) + value_text(t.value);
}

inline std::string_view question_about(token_kind kind) {
  return kind == token_kind::changed ? "changed(" : kind == token_kind::failed ? "failed(" : "succeeded(";
}

}  // namespace detail

SLIPWAY_DECL std::string condition_text(std::span<const token> condition) {
  using detail::binding;
  std::vector<detail::condition_part> parts;
  for (const auto& t : condition) {
    if (asks_operation(t.kind)) {
      parts.push_back({std::string(detail::question_about(t.kind)) + detail::quoted(t.operation.name) + ")"});
    } else if (t.kind == token_kind::compare || t.kind == token_kind::compare_data) {
      auto text = detail::comparison_text(t);
      const bool compares = t.how != comparison::matches && text.find_first_of("=<>") != std::string::npos;
      parts.push_back({std::move(text), compares ? binding::comparison : binding::one});
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
