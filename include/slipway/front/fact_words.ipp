#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <cstdlib>

#include <slipway/core/clean.hpp>
#include <slipway/front/fact_words.hpp>
#include <slipway/plan/fact_condition.hpp>

namespace slipway::front {
namespace detail {

/// The fields of the records of a list, whoever prints it.
inline std::span<const fact_field> record_fields(const fact_reference& fact) {
  static constexpr fact_field entries[]{{"name"},
                                        {"type"},
                                        {"size", fact_type::number, "bytes"},
                                        {"mode"},
                                        {"owner"},
                                        {"group"},
                                        {"modified", fact_type::number, "seconds since 1970"}};
  static constexpr fact_field lines[]{{"number", fact_type::number}, {"text"}};
  if (fact.family().shape == fact_shape::list) return fact.family().fields;
  if (fact.name == "directory.entries") return entries;
  return lines;
}

/// Whether a fact is shown as records: a list, or one of a list's records.
inline bool shows_records(const fact_reference& fact) {
  return fact.type == fact_type::list || fact.family().shape == fact_shape::list;
}

/// The records that are asked for; nothing where the host does not know the list.
inline std::optional<std::vector<record_line>> records_of(const fact_reference& fact, const answers& found) {
  const auto known = found.find(fact_key(fact));
  if (known == found.end()) return std::nullopt;
  auto lines = record_lines(known->second);
  if (fact.family().shape == fact_shape::list && !fact.about.empty())
    std::erase_if(lines, [&](const record_line& l) { return l.text(0) != fact.about; });
  return lines;
}

inline boost::json::value json_value(std::string_view text, fact_type type) {
  if (type == fact_type::boolean) return text == "true";
  if (type == fact_type::number) return std::strtoll(std::string(text).c_str(), nullptr, 10);
  return boost::json::value(clean(text));
}

inline std::vector<std::string> table(std::span<const fact_field> fields, const std::vector<record_line>& records) {
  std::vector<std::vector<std::string>> rows(1);
  for (const auto& f : fields) rows[0].emplace_back(f.name);
  for (const auto& r : records) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i != fields.size(); ++i) {
      const auto text = r.text(i);
      row.push_back(text.empty() ? "-" : clean(plan::value_words(text, fields[i].unit)));
    }
  }
  std::vector<std::string> lines(rows.size());
  for (std::size_t column = 0; column != fields.size(); ++column) {
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, std::min<std::size_t>(row[column].size(), 48));
    for (std::size_t i = 0; i != rows.size(); ++i)
      lines[i] += column + 1 == fields.size() ? rows[i][column] : fmt::format("{:<{}}  ", rows[i][column], width);
  }
  return lines;
}

inline std::string shown_name(const fact_reference& fact) {
  if (fact.about.empty()) return std::string(fact.name);
  return std::string(fact.name) + ":" + clean(fact.about) + (fact.argument().empty() ? "" : ":" + clean(fact.argument()));
}

}  // namespace detail

SLIPWAY_DECL std::vector<std::string> fact_lines(std::string_view host, std::span<const fact_reference> facts,
                                                 const answers& found) {
  std::vector<std::string> lines;
  for (const auto& fact : facts) {
    const auto name = detail::shown_name(fact);
    if (detail::shows_records(fact)) {
      const auto records = detail::records_of(fact, found);
      if (!records && facts.size() == 1) lines.push_back(fmt::format("{}  the host does not know {}", host, name));
      if (!records) continue;
      lines.push_back(fmt::format("{}  {}: {}", host, name, records->empty() ? "none" : std::to_string(records->size())));
      if (!records->empty())
        for (auto& line : detail::table(detail::record_fields(fact), *records))
          lines.push_back(fmt::format("{}    {}", host, line));
      continue;
    }
    const auto value = find_answer(fact, found);
    if (value) lines.push_back(fmt::format("{}  {:<18} {}", host, name, clean(plan::value_words(*value, unit_of(fact)))));
    else if (facts.size() == 1) lines.push_back(fmt::format("{}  the host does not know {}", host, name));
  }
  return lines;
}

SLIPWAY_DECL std::vector<boost::json::object> json_of_facts(std::string_view host, std::span<const fact_reference> facts,
                                                            const answers& found) {
  std::vector<boost::json::object> all;
  for (const auto& fact : facts) {
    boost::json::object line{{"host", host}, {"fact", fact.name}};
    if (!fact.about.empty()) line["about"] = clean(fact.about);
    if (!fact.argument().empty()) line["expression"] = clean(fact.argument());
    if (detail::shows_records(fact)) {
      const auto records = detail::records_of(fact, found);
      if (!records) continue;
      const auto fields = detail::record_fields(fact);
      boost::json::array list;
      for (const auto& r : *records) {
        boost::json::object o;
        for (std::size_t i = 0; i != fields.size(); ++i)
          o[fields[i].name] = r.text(i).empty() && fields[i].type != fact_type::text
                                  ? boost::json::value(nullptr)
                                  : detail::json_value(r.text(i), fields[i].type);
        list.push_back(std::move(o));
      }
      line["records"] = std::move(list);
    } else {
      const auto value = find_answer(fact, found);
      if (!value) continue;
      line["value"] = detail::json_value(*value, fact.type);
      if (const auto unit = unit_of(fact); !unit.empty()) line["unit"] = unit;
    }
    all.push_back(std::move(line));
  }
  return all;
}

}  // namespace slipway::front
