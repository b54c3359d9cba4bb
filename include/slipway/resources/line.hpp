// Single lines of files that others manage too.
#pragma once

#include <string>
#include <string_view>

#include <slipway/core/path.hpp>
#include <slipway/core/regular_expression.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/text.hpp>

namespace slipway {
namespace resources {

struct line_resource {
  host_path path;
  std::string_view text;
  std::string_view expression{};
  bool gone = false;

  /// The lines that match this extended regular expression of awk (and those that are the line already)
  /// become one: the first is replaced, later ones are removed. Without any, the line is appended.
  [[nodiscard]] constexpr line_resource replacing(text_argument regular_expression) const {
    if (const auto wrong = detail::fault_in_short_text(regular_expression)) wrong.says(wrong.text);
    if (const auto wrong = fault_in_regular_expression(regular_expression)) wrong.says(wrong.text);
    auto r = *this;
    r.expression = regular_expression;
    return r;
  }
  /// Neither the line nor what matches is there.
  [[nodiscard]] constexpr line_resource absent() const {
    auto r = *this;
    r.gone = true;
    return r;
  }

  static const family& belongs_to() { return text_family(); }
  [[nodiscard]] constexpr located where() const { return {path.text, path.file, path.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"line">).add(path.whole).add(text).add(expression).add(gone);
  }
  constexpr void describe(description& d) const {
    d.manages_part(spaces::path, path.text, path.whole, expression.empty() ? text : expression);
    describe_path(d, path, presence::unknown);
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace files {
/// One line of a file, compared byte by byte. A file that does not exist is made with mode 0644; an existing
/// one keeps its owner and mode. Only regular files: a link is refused.
[[nodiscard]] constexpr resources::line_resource line(host_path path, text_argument text) {
  if (const auto wrong = resources::detail::fault_in_line(text)) wrong.says(wrong.text);
  return {path, text};
}
}  // namespace files

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/line.ipp>
#endif
