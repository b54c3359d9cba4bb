// Symbolic links on a host.
#pragma once

#include <string>
#include <string_view>

#include <slipway/core/path.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/path.hpp>
#include <slipway/resources/path_effects.hpp>

namespace slipway {
namespace resources {

struct link_resource {
  host_path path;
  std::string_view target{};
  bool gone = false;

  /// What the link holds, absolute or relative to the link's folder; the target need not exist.
  [[nodiscard]] constexpr link_resource to(text_argument where_to) const {
    if (where_to.empty()) name_must_not_be_empty(where_to);
    auto r = *this;
    r.target = where_to;
    return r;
  }
  /// There is no such link; only a link is ever removed.
  [[nodiscard]] constexpr link_resource absent() const {
    if (!target.empty()) something_absent_has_no_other_attributes(path.text);
    auto r = *this;
    r.gone = true;
    return r;
  }

  [[nodiscard]] constexpr fault missing() const {
    if (!gone && target.empty()) return {link_needs_to_or_absent, path.text};
    return {};
  }

  static const family& belongs_to() { return path_family(); }
  [[nodiscard]] constexpr located where() const { return {path.text, path.file, path.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"link">).add(path.whole).add(target).add(gone);
  }
  constexpr void describe(description& d) const {
    d.manages(spaces::path, path.text, path.whole, gone ? presence::absent : presence::present);
    describe_path(d, path, gone ? presence::absent : presence::present);
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace files {
/// A symbolic link on the host: `.to(target)` or `.absent()`.
[[nodiscard]] constexpr resources::link_resource link(host_path path) { return {path}; }
}  // namespace files

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/link.ipp>
#endif
