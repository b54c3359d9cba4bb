// Users of a host: number, home, shell, groups, or their absence.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/core/located.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/account.hpp>

namespace slipway {
namespace resources {

enum class membership : unsigned char { unmanaged, exactly, at_least };

struct user_resource {
  static constexpr std::size_t most_groups = 16;

  located name;
  digest whole;
  std::string_view home_folder{}, login_shell{}, gecos{}, primary{};
  std::array<std::string_view, most_groups> group_names{};
  std::size_t group_count = 0;
  membership kind{};
  std::uint32_t id = 0;
  bool has_id = false, has_gecos = false, is_system = false, gone = false;

  /// Left out: the host's choice for a new user. It is made for a new normal user, not for a system user; the
  /// files of an existing user's old home stay where they are.
  [[nodiscard]] constexpr user_resource home(host_path folder) const {
    if (const auto wrong = fault_in_field(folder.text)) wrong.says(wrong.text);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.home_folder = folder.text;
    return r;
  }
  /// Left out: the host's choice for a new user.
  [[nodiscard]] constexpr user_resource shell(host_path program) const {
    if (const auto wrong = fault_in_field(program.text)) wrong.says(wrong.text);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.login_shell = program.text;
    return r;
  }
  /// Left out: the next free number.
  [[nodiscard]] constexpr user_resource uid(std::uint32_t number) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.id = number;
    r.has_id = true;
    return r;
  }
  /// The user's full name, or what it is for.
  [[nodiscard]] constexpr user_resource comment(text_argument text) const {
    if (const auto wrong = fault_in_field(text)) wrong.says(wrong.text);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gecos = text;
    r.has_gecos = true;
    return r;
  }
  /// The primary group, which must exist. Left out: a new user gets the group of its own name, made
  /// if need be.
  [[nodiscard]] constexpr user_resource group(account_name group_name) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.primary = group_name.text;
    return r;
  }
  /// Exactly these supplementary groups, or none at all; they must exist.
  template <std::convertible_to<std::string_view>... Names>
  [[nodiscard]] constexpr user_resource groups(const Names&... names) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    if (kind == membership::at_least) groups_and_member_of_exclude_each_other(name.text);
    return with_groups<sizeof...(Names)>(membership::exactly, {account_name(std::string_view(names)).text...});
  }
  /// In these groups, whatever others; they must exist.
  template <std::convertible_to<std::string_view>... Names>
  requires(sizeof...(Names) > 0) [[nodiscard]] constexpr user_resource member_of(const Names&... names) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    if (kind == membership::exactly) groups_and_member_of_exclude_each_other(name.text);
    return with_groups<sizeof...(Names)>(membership::at_least, {account_name(std::string_view(names)).text...});
  }
  /// A new user's number is taken from the range for system users; an existing one stays as it is.
  [[nodiscard]] constexpr user_resource system() const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.is_system = true;
    return r;
  }
  /// There is no such user; its home stays.
  [[nodiscard]] constexpr user_resource absent() const {
    if (has_id || has_gecos || is_system || kind != membership::unmanaged || !home_folder.empty() || !login_shell.empty() ||
        !primary.empty())
      something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }

  static const family& belongs_to() { return account_family(); }
  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = value_of_type<"user">;
    d.add(whole).add(home_folder).add(login_shell).add(gecos).add(has_gecos).add(primary);
    d.add(id).add(has_id).add(is_system).add(gone).add(static_cast<std::uint64_t>(kind));
    for (const auto& g : asked_groups()) d.add(g);
    return d;
  }
  constexpr void describe(description& d) const {
    d.manages(spaces::user, name.text, whole, gone ? presence::absent : presence::present);
    d.needs_root();
    if (!primary.empty()) d.reads(spaces::group, primary);
    for (const auto& g : asked_groups()) {
      d.reads(spaces::group, g);
      if (kind == membership::at_least)
        d.manages_part(spaces::group, g, digest(g), name.text, value_digest().add("member").add(name.text));
    }
    for (const auto& g : asked_groups()) d.needs(spaces::group, g);
    if (!primary.empty()) d.needs(spaces::group, primary);
    if (gone || kind == membership::exactly || !login_shell.empty()) d.risks_lockout_of(name.text, name.text);
    if (primary.empty()) d.affects(spaces::group, name.text);
    if (!home_folder.empty() && !is_system) d.affects(spaces::path, home_folder, reach::subtree);
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;

  [[nodiscard]] constexpr table_view<std::string_view> asked_groups() const { return {group_names.data(), group_count}; }

 private:
  template <std::size_t N>
  [[nodiscard]] constexpr user_resource with_groups(membership wanted, const std::array<std::string_view, N>& names) const {
    static_assert(N <= most_groups, "slipway: a user operation names at most 16 groups");
    auto r = *this;
    r.kind = wanted;
    r.group_count = N;
    for (std::size_t i = 0; i != N; ++i) r.group_names[i] = names[i];
    return r;
  }
  static constexpr fault fault_in_field(std::string_view text) {
    for (char c : text)
      if (c == ':' || c == '\n' || c == '\0') return {text_must_not_contain_a_colon_or_newline, text};
    return {};
  }
};

}  // namespace resources

namespace server {
/// A user of the host's own (/etc/passwd). What is left out is not looked at; a password is never set.
[[nodiscard]] constexpr resources::user_resource user(account_name name) { return {name, digest(name.text)}; }
}  // namespace server

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/user.ipp>
#endif
