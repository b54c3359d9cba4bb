// Groups of users on a host.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/core/located.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/account.hpp>

namespace slipway {
namespace resources {

struct group_resource {
  located name;
  digest whole;
  std::uint32_t id = 0;
  bool has_id = false, is_system = false, gone = false;

  /// Left out: the next free number.
  [[nodiscard]] constexpr group_resource gid(std::uint32_t number) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.id = number;
    r.has_id = true;
    return r;
  }
  /// A new group's number is taken from the range for system groups; an existing one stays as it is.
  [[nodiscard]] constexpr group_resource system() const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.is_system = true;
    return r;
  }
  /// There is no such group. A group that is some user's primary group is not removed: the operation fails.
  [[nodiscard]] constexpr group_resource absent() const {
    if (has_id || is_system) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }

  static const family& belongs_to() { return account_family(); }
  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"group">).add(whole).add(id).add(has_id * 4u + is_system * 2u + gone);
  }
  constexpr void describe(description& d) const {
    // its members are other parts
    d.manages_part(spaces::group, name.text, whole, {}, gone ? presence::absent : presence::present);
    d.needs_root();
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace server {
/// A group of the host's own (/etc/group).
[[nodiscard]] constexpr resources::group_resource group(account_name name) { return {name, digest(name.text)}; }
}  // namespace server

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/group.ipp>
#endif
