#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>

#include <slipway/core/clean.hpp>
#include <slipway/core/glob.hpp>
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
    case comparison::greater_equal: return order >= 0;
    case comparison::matches: break;
  }
  return false;
}

/// What a comparison looks at: a fact of its own, or data, which may be a fact too.
struct compared {
  std::string title;
  std::optional<std::string> value;
  std::string_view unit{};
};

inline compared compared_fact(const fact_reference& fact, const answers& facts) {
  return {fact_title(fact), find_answer(fact, facts), unit_of(fact)};
}

inline compared left_side(const token& t, const answers& facts, std::span<const let_value> data) {
  if (t.kind != token_kind::compare_data) return compared_fact(t.fact, facts);
  const std::string title(t.operation.name);
  const auto* let = find_let(data, t.operation.name);
  if (let == nullptr) return {title, std::nullopt};
  if (let->kind == let_kind::fact) return compared_fact(let->fact, facts);
  if (let->kind == let_kind::text) return {title, std::string(let->text)};
  return {title, let->kind == let_kind::boolean ? (let->number != 0 ? "true" : "false") : std::to_string(let->number)};
}

inline std::string right_side(const let_value& value) {
  if (value.kind == let_kind::text) return std::string(value.text);
  return value.kind == let_kind::boolean ? (value.number != 0 ? "true" : "false") : std::to_string(value.number);
}

inline std::string_view expectation(comparison how) {
  switch (how) {
    case comparison::equal: return ", not ";
    case comparison::less: return ", not below ";
    case comparison::less_equal: return ", not at most ";
    case comparison::greater: return ", not above ";
    case comparison::greater_equal: return ", not at least ";
    case comparison::matches: return ", not like ";
    case comparison::not_equal: break;
  }
  return {};
}

}  // namespace detail

SLIPWAY_DECL std::optional<bool> holds(const token& t, const answers& facts, std::span<const let_value> data) {
  const auto left = detail::left_side(t, facts, data);
  if (!left.value) return std::nullopt;
  if (t.how == comparison::matches) return glob_match(t.value.text, *left.value);
  const auto right = detail::right_side(t.value);
  if (t.value.kind != let_kind::number) return detail::order_holds(t.how, left.value->compare(right));
  const auto value = std::strtoll(left.value->c_str(), nullptr, 10);
  return detail::order_holds(t.how, value < t.value.number ? -1 : value > t.value.number ? 1 : 0);
}

SLIPWAY_DECL std::string comparison_words(const token& t, const answers& facts, std::span<const let_value> data) {
  const auto left = detail::left_side(t, facts, data);
  if (!left.value) return "the host does not know " + left.title;
  auto words = left.title + " is " + clean(value_words(*left.value, left.unit));
  if (holds(t, facts, data).value_or(false) || t.how == comparison::not_equal || t.value.kind == let_kind::boolean) return words;
  return words.append(detail::expectation(t.how)).append(value_words(detail::right_side(t.value), left.unit));
}

SLIPWAY_DECL std::string value_words(std::string_view value, std::string_view unit) {
  const std::string text(value);
  const auto number = std::strtoll(text.c_str(), nullptr, 10);
  if (unit == "bytes" && number >= 1024) {
    constexpr std::array names{"KiB", "MiB", "GiB", "TiB", "PiB"};
    auto scaled = static_cast<double>(number) / 1024;
    std::size_t k = 0;
    for (; scaled >= 1024 && k + 1 != names.size(); ++k) scaled /= 1024;
    char shown[32];
    std::snprintf(shown, sizeof shown, "%.1f %s", scaled, names[k]);
    return shown;
  }
  if (unit == "seconds" && number >= 60) {
    const auto minutes = number / 60, hours = minutes / 60, days = hours / 24;
    if (days != 0) return std::to_string(days) + " d " + std::to_string(hours % 24) + " h";
    if (hours != 0) return std::to_string(hours) + " h " + std::to_string(minutes % 60) + " min";
    return std::to_string(minutes) + " min " + std::to_string(number % 60) + " s";
  }
  if (value.empty()) return "empty";
  return unit.empty() || unit == "seconds since 1970" ? text : text + " " + std::string(unit);
}

}  // namespace slipway::plan
