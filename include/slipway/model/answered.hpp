// What a host has answered, by fact: texts as it sent them, and typed values made of them.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/model/exported.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/fact_value.hpp>

namespace slipway {

/// By the names under which probes print them; what the host cannot answer is missing. The records of a list are lines.
using answers = std::map<std::string, std::string>;

/// One record of a list, as its probe prints it.
class record_line {
 public:
  SLIPWAY_DECL explicit record_line(std::string_view line);
  /// Empty where the host did not say.
  [[nodiscard]] SLIPWAY_DECL std::string text(std::size_t field) const;
  /// 0 where the host did not say.
  [[nodiscard]] SLIPWAY_DECL std::int64_t number(std::size_t field) const;
  [[nodiscard]] SLIPWAY_DECL bool flag(std::size_t field) const;
  [[nodiscard]] std::size_t size() const { return fields_.size(); }

 private:
  std::vector<std::string> fields_;
};

[[nodiscard]] SLIPWAY_DECL std::vector<record_line> record_lines(std::string_view list);

namespace detail {
template <class Record>
std::vector<Record> typed_records(const std::string& list) {
  std::vector<Record> all;
  for (const auto& line : record_lines(list)) all.push_back(Record::read(line));
  return all;
}
}  // namespace detail

/// Under which name a fact stands in an answer: that of its list, or its own, with `@` and a number of the thing that it is asked
/// about.
[[nodiscard]] SLIPWAY_DECL std::string fact_key(const fact_reference& fact);

/// The same for what a machine has exported; of the machine itself the name is empty.
[[nodiscard]] SLIPWAY_DECL std::string export_key(std::string_view machine, std::string_view key);
[[nodiscard]] SLIPWAY_DECL bool is_exported(const fact_reference& fact);

/// How people read it: "file.size of /etc/motd".
[[nodiscard]] SLIPWAY_DECL std::string fact_title(const fact_reference& fact);

/// What the host said: numbers in decimal, true or false, the lines of a list; nothing where it did not.
[[nodiscard]] SLIPWAY_DECL std::optional<std::string> find_answer(const fact_reference& fact, const answers& found);

/// The unit of a fact or of a record's field; empty where it has none.
[[nodiscard]] SLIPWAY_DECL std::string_view unit_of(const fact_reference& fact);

/// What a fact was on a host; nothing where the host did not know it.
template <fixed_string Name, class T>
[[nodiscard]] auto value_of(const fact_of<Name, T>& fact, const answers& found) {
  const auto text = find_answer(fact.reference(), found);
  return text ? std::optional(detail::typed_value<T>(*text)) : std::nullopt;
}

/// The records of a list.
template <fixed_string Name, class Record>
[[nodiscard]] std::optional<std::vector<Record>> value_of(const list_fact<Name, Record>& fact, const answers& found) {
  const auto text = find_answer(fact.reference(), found);
  return text ? std::optional(detail::typed_records<Record>(*text)) : std::nullopt;
}

template <fixed_string Name, class Record>
auto fact_answers::operator[](const list_fact<Name, Record>& fact) const {
  return detail::typed_records<Record>(needed(fact.reference()));
}

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/model/answered.ipp>
#endif
