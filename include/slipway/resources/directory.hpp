// Folders on a host: owner, mode, or their absence.
#pragma once

#include <string>
#include <string_view>

#include <slipway/core/mode.hpp>
#include <slipway/core/path.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/path.hpp>
#include <slipway/resources/path_effects.hpp>

namespace slipway {
namespace resources {

struct directory_resource {
  host_path path;
  file_mode permissions{};
  std::string_view user{}, group{};
  bool gone = false;

  /// Three or four octal digits. Left out: 0755 for a new folder, and an existing one keeps its own.
  [[nodiscard]] constexpr directory_resource mode(file_mode digits) const {
    auto r = *this;
    r.permissions = digits;
    return r;
  }
  /// Names or numbers. Left out: the user who deploys for a new folder, and an existing one keeps its own.
  [[nodiscard]] constexpr directory_resource owner(text_argument user_name, text_argument group_name = {}) const {
    auto r = *this;
    r.user = user_name;
    r.group = group_name;
    return r;
  }
  /// There is no such folder: it is removed with all that it holds; where another file system is mounted in it, nothing is removed.
  [[nodiscard]] constexpr directory_resource absent() const {
    if (permissions.given || !user.empty()) something_absent_has_no_other_attributes(path.text);
    if (path.text.size() < 2) path_must_be_normalised(path.text);
    auto r = *this;
    r.gone = true;
    return r;
  }

  static const family& belongs_to() { return path_family(); }
  [[nodiscard]] constexpr located where() const { return {path.text, path.file, path.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"directory">).add(path.whole).add(user).add(group).add(permissions.number() * 2 + gone);
  }
  constexpr void describe(description& d) const {
    d.manages(spaces::path, path.text, path.whole, gone ? presence::absent : presence::present,
              gone ? reach::subtree : reach::itself);
    describe_path(d, path, gone ? presence::absent : presence::present);
    describe_owner(d, user, group);
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace files {
/// A folder on the host; the folder that holds it must exist.
[[nodiscard]] constexpr resources::directory_resource directory(host_path path) { return {path}; }
}  // namespace files

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/directory.ipp>
#endif
