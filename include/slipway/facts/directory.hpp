// What is in a folder, and which lines of a file match.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& directory();
[[nodiscard]] SLIPWAY_DECL const fact_family& lines();
}  // namespace facts

namespace fact {
/// Something in a folder.
struct entry_record {
  std::string name;
  std::string type;           // "file", "directory", "link" or "other"
  std::int64_t size = 0;      // bytes
  std::string mode;           // "0644"
  std::string owner;          // a name
  std::string group;          // a name
  std::int64_t modified = 0;  // seconds since 1970-01-01 UTC

  static constexpr std::string_view space = "path";
  static constexpr fact_field fields[]{{"name"},
                                       {"type"},
                                       {"size", fact_type::number, "bytes"},
                                       {"mode"},
                                       {"owner"},
                                       {"group"},
                                       {"modified", fact_type::number, "seconds since 1970"}};
  [[nodiscard]] SLIPWAY_DECL static entry_record read(const record_line& line);
};

struct directory_facts {
  fact_source from;
  fact_of<"directory.exists", bool> exists{from};
  fact_of<"directory.count", std::int64_t> count{from};  // of its entries, hidden ones too
  list_fact<"directory.entries", entry_record> entries{from};
};
[[nodiscard]] constexpr directory_facts directory(host_path path) {
  return {about_path(&facts::directory, path, list_fact<"directory.entries", entry_record>::own_kind)};
}

/// A line of a file that matches.
struct matching_line_record {
  std::int64_t number = 0;  // from 1
  std::string text;

  static constexpr std::string_view space = "path";
  static constexpr fact_field fields[]{{"number", fact_type::number}, {"text"}};
  [[nodiscard]] SLIPWAY_DECL static matching_line_record read(const record_line& line);
};

struct lines_facts {
  fact_source from;
  fact_of<"lines.found", bool> found{from};          // whether any line matches
  fact_of<"lines.count", std::int64_t> count{from};  // how many do
  fact_of<"lines.first", std::string_view> first{from};
  list_fact<"lines.all", matching_line_record> all{from};
};
template <fixed_string Expression>
inline constexpr fact_kind lines_that_match{"path", matching_line_record::fields, Expression.view()};

/// The lines of a file that match an extended regular expression: `fact::lines<"^Port ">("/etc/ssh/sshd_config").found`. Absent
/// where there is no such file.
template <fixed_string Expression>
[[nodiscard]] constexpr lines_facts lines(host_path path) {
  return {about_path(&facts::lines, path, lines_that_match<Expression>)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/directory.ipp>
#endif
