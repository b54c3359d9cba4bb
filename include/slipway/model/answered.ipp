#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <slipway/model/answered.hpp>

namespace slipway {
namespace detail {

inline std::string unescaped_field(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i != text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 != text.size();
    if (escape) ++i;
    bytes += !escape ? text[i] : text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i];
  }
  return bytes;
}

/// Which field of its list's records a fact is: "free" of "mount.free".
inline std::string_view field_name(const fact_reference& fact) { return fact.name.substr(fact.name.rfind('.') + 1); }

inline std::optional<std::string> find_in_list(const fact_reference& fact, const fact_family& family, const std::string& list) {
  const auto lines = record_lines(list);
  if (fact.about.empty()) return std::to_string(lines.size());
  const auto record = std::ranges::find_if(lines, [&](const record_line& l) { return l.text(0) == fact.about; });
  // a list's own name, asked about a key, is whether there is such a record
  const auto field = std::ranges::find(family.fields, field_name(fact), &fact_field::name);
  if (field == family.fields.end()) return record == lines.end() ? "false" : "true";
  if (record == lines.end()) return std::nullopt;
  auto text = record->text(static_cast<std::size_t>(field - family.fields.begin()));
  if (text.empty() && field->type != fact_type::text) return std::nullopt;
  return text;
}

}  // namespace detail

SLIPWAY_DECL record_line::record_line(std::string_view line) {
  for (;;) {
    const auto tab = line.find('\t');
    fields_.push_back(detail::unescaped_field(line.substr(0, tab)));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

SLIPWAY_DECL std::string record_line::text(std::size_t field) const { return field < size() ? fields_[field] : std::string(); }

SLIPWAY_DECL std::int64_t record_line::number(std::size_t field) const {
  return field < size() ? std::strtoll(fields_[field].c_str(), nullptr, 10) : 0;
}

SLIPWAY_DECL bool record_line::flag(std::size_t field) const { return field < size() && fields_[field] == "true"; }

SLIPWAY_DECL std::vector<record_line> record_lines(std::string_view list) {
  std::vector<record_line> lines;
  while (!list.empty()) {
    const auto end = std::min(list.find('\n'), list.size());
    lines.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return lines;
}

SLIPWAY_DECL std::string fact_key(const fact_reference& fact) {
  const auto& family = fact.family();
  if (family.shape == fact_shape::list) return std::string(family.name);
  if (fact.about.empty()) return std::string(fact.name);
  char digits[9];
  auto whole = fact.whole;
  if (!fact.argument().empty()) whole.add('\n').add(fact.argument());
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(whole.value));
  return std::string(fact.name) + "@" + digits;
}

SLIPWAY_DECL std::string export_key(std::string_view machine, std::string_view key) {
  const fact_kind kind{{}, {}, machine};
  return fact_key({"from", fact_type::text, &facts::exported, key, digest(key), &kind});
}

SLIPWAY_DECL bool is_exported(const fact_reference& fact) {
  return fact.family != nullptr && fact.family().shape == fact_shape::exported;
}

SLIPWAY_DECL std::string fact_title(const fact_reference& fact) {
  if (is_exported(fact))
    return "'" + std::string(fact.about) + "' of " + (fact.argument().empty() ? "this machine" : std::string(fact.argument()));
  if (fact.about.empty())
    return fact.type == fact_type::number && fact.kind != nullptr ? "the number of " + std::string(fact.name)
                                                                  : std::string(fact.name);
  return std::string(fact.name) + " of " + std::string(fact.about) +
         (fact.argument().empty() ? "" : " that match " + std::string(fact.argument()));
}

SLIPWAY_DECL std::optional<std::string> find_answer(const fact_reference& fact, const answers& found) {
  const auto known = found.find(fact_key(fact));
  if (known == found.end()) return std::nullopt;
  const auto& family = fact.family();
  if (family.shape != fact_shape::list || fact.type == fact_type::list) return known->second;
  return detail::find_in_list(fact, family, known->second);
}

SLIPWAY_DECL std::string fact_answers::needed(const fact_reference& fact) const {
  if (auto known = answer(fact)) return *std::move(known);
  throw std::runtime_error((is_exported(fact) ? "nothing has exported " : "the host does not know the fact ") + fact_title(fact));
}

SLIPWAY_DECL std::string_view unit_of(const fact_reference& fact) {
  const auto& family = fact.family();
  const auto name = family.shape == fact_shape::list ? detail::field_name(fact) : fact.name;
  const auto field = std::ranges::find(family.fields, name, &fact_field::name);
  return field == family.fields.end() ? std::string_view{} : field->unit;
}

}  // namespace slipway
