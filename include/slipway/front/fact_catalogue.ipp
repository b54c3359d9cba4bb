#pragma once

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include <slipway/facts/catalogue.hpp>
#include <slipway/front/fact_catalogue.hpp>

namespace slipway::front {
namespace detail {

inline std::string_view type_name(fact_type type) {
  switch (type) {
    case fact_type::text: return "text";
    case fact_type::number: return "number";
    case fact_type::boolean: return "boolean";
    case fact_type::list: break;
  }
  return "list";
}

inline std::string type_words(const fact_field& field) {
  if (!field.unit.empty()) return std::string(field.unit);
  return field.type == fact_type::boolean ? "true or false" : std::string(type_name(field.type));
}

inline boost::json::object json_of_field(std::string_view key, std::string_view name, const fact_field& field) {
  boost::json::object line{{key, name}, {"type", type_name(field.type)}};
  if (!field.unit.empty()) line["unit"] = field.unit;
  return line;
}

}  // namespace detail

SLIPWAY_DECL std::vector<std::string> fact_catalogue_lines() {
  std::vector<std::string> lines;
  for (const auto family : facts::catalogue()) {
    const auto& f = family();
    if (f.shape == fact_shape::list) {
      std::string fields;
      for (const auto& field : f.fields)
        fields += (fields.empty() ? "" : ", ") + std::string(field.name) +
                  (field.type == fact_type::text && field.unit.empty() ? "" : " (" + detail::type_words(field) + ")");
      lines.push_back(fmt::format("{:<26} list of {}; one by {}: {}:...", f.name, fields, f.subject, f.name));
    } else {
      for (const auto& field : f.fields)
        lines.push_back(f.shape == fact_shape::scalars ? fmt::format("{:<26} {}", field.name, detail::type_words(field))
                                                       : fmt::format("{:<26} {}, of {}: {}:...", field.name,
                                                                     detail::type_words(field), f.subject, field.name));
    }
  }
  return lines;
}

SLIPWAY_DECL std::vector<boost::json::object> json_of_fact_catalogue() {
  std::vector<boost::json::object> lines;
  const auto add = [&](const fact_family& f, boost::json::object line) {
    if (!f.subject.empty()) line["about"] = f.subject;
    lines.push_back(std::move(line));
  };
  for (const auto family : facts::catalogue()) {
    const auto& f = family();
    if (f.shape != fact_shape::list) {
      for (const auto& field : f.fields) add(f, detail::json_of_field("fact", field.name, field));
      continue;
    }
    boost::json::array fields;
    for (const auto& field : f.fields) fields.push_back(detail::json_of_field("name", field.name, field));
    add(f, {{"fact", f.name}, {"type", "list"}, {"fields", std::move(fields)}});
  }
  return lines;
}

}  // namespace slipway::front
