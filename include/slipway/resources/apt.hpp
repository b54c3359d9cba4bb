// Packages of Debian and its derivatives, and apt's lists of what there is.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/glob.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/pattern.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/lockout.hpp>

namespace slipway {
namespace resources {

/// A name as in Debian's policy, 5.6.1, perhaps with an architecture: `g++`, `libc6:i386`. It must not end in
/// `-`: with that, apt removes what the rest names.
struct package_name {
  std::string_view text;
  const char* file;
  unsigned line;
  digest whole{};

  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr package_name(const Text& name, const char* in_file = __builtin_FILE(), unsigned at_line = __builtin_LINE())
      : text(text_of(name)), file(in_file), line(at_line), whole(text) {
    const char *const begin = text.data(), *const end = begin + text.size(), *const colon = find_letter(begin, end, ':');
    if (colon - begin < 2 || !is_letter_or_digit(*begin) || colon[-1] == '-') package_name_is_not_one_of_debian(text);
    for (const char* c = begin; c != colon; ++c)
      if (!is_letter_or_digit(*c) && *c != '+' && *c != '-' && *c != '.') package_name_is_not_one_of_debian(text);
    if (colon == end) return;
    if (colon + 1 == end) package_name_is_not_one_of_debian(text);
    for (const char* c = colon + 1; c != end; ++c)
      if (!is_letter_or_digit(*c) && *c != '-') package_name_is_not_one_of_debian(text);
  }

 private:
  static constexpr bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
};

/// Letters, digits and . + - ~ :, the first a letter or a digit; of one package alone.
constexpr fault fault_in_package_version(std::string_view version, std::size_t packages) {
  if (packages != 1) return {version_needs_exactly_one_package, version};
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (version.empty() || !is_plain(version[0])) return {package_version_is_not_one_of_debian, version};
  for (char c : version)
    if (!is_plain(c) && c != '.' && c != '+' && c != '-' && c != '~' && c != ':')
      return {package_version_is_not_one_of_debian, version};
  return {};
}

enum class package_want : unsigned char { present, absent, purged, latest, version };

/// All that an operation on packages says; the run time works from this.
struct package_spec {
  table_view<package_name> names;
  package_want want{};
  std::string_view version{}, undo{};
};

/// The family of apt: one dpkg-query for all packages, one apt-cache more for those that are to be the
/// latest. Its probe takes three words for each: index, what is asked (i installed, v its version, p
/// configuration files, l latest; u lists), and the name; of lists the minutes. States: `installed`,
/// `installed 1.0`, `config-files`, `half-installed`, `absent`, `ok` and `stale`. A virtual package is
/// absent.
[[nodiscard]] SLIPWAY_DECL const family& apt_family();
SLIPWAY_DECL void probe_packages(const package_spec&, shell_words&);
[[nodiscard]] SLIPWAY_DECL std::string desired_packages(const package_spec&);
[[nodiscard]] SLIPWAY_DECL std::string apply_packages(const package_spec&);
[[nodiscard]] SLIPWAY_DECL undo_text undo_packages(const package_spec&, const scope&);

enum class effects_of_packages : unsigned char { unknown, known };

template <std::size_t Names, std::size_t Patterns>
struct packages_resource {
  std::array<package_name, Names> names;
  package_want want{};
  std::string_view wanted_version{};
  effects_of_packages paths{};
  std::array<std::string_view, Patterns> created{};
  std::string_view undo_command{};

  /// They are not installed; their configuration stays. What depends on them is removed with them.
  [[nodiscard]] constexpr packages_resource absent() const {
    if (const auto wrong = fault_of_wanting(package_want::absent)) wrong.says(wrong.text);
    return wanting(package_want::absent);
  }
  /// They are not installed, and their configuration is gone too.
  [[nodiscard]] constexpr packages_resource purged() const {
    if (const auto wrong = fault_of_wanting(package_want::purged)) wrong.says(wrong.text);
    return wanting(package_want::purged);
  }
  /// They are installed, and no newer version is known to the host; see `apt::update` for how it gets to know
  /// one.
  [[nodiscard]] constexpr packages_resource latest() const {
    if (const auto wrong = fault_of_wanting(package_want::latest)) wrong.says(wrong.text);
    return wanting(package_want::latest);
  }
  /// Exactly this version is installed, even where that is a downgrade. For one package only.
  [[nodiscard]] constexpr packages_resource version(text_argument exactly) const {
    if (const auto wrong = fault_in_package_version(exactly, Names)) wrong.says(wrong.text);
    if (const auto wrong = fault_of_wanting(package_want::version)) wrong.says(wrong.text);
    auto r = wanting(package_want::version);
    r.wanted_version = exactly;
    return r;
  }
  /// Patterns of all the paths that they bring (or take away) and that other operations manage too. Without
  /// this they may change anything, and every later operation waits to see. Units, users and groups need not
  /// be said.
  template <std::convertible_to<std::string_view>... Pattern>
  [[nodiscard]] constexpr packages_resource<Names, sizeof...(Pattern)> creates(const Pattern&... patterns) const {
    packages_resource<Names, sizeof...(Pattern)> r{
        names, want, wanted_version, effects_of_packages::known, {text_of(patterns)...}, undo_command};
    for (const auto& p : r.created) {
      if (p.empty() || p[0] != '/') path_must_be_absolute(p);
      if (!is_pattern(p)) pattern_must_not_end_in_a_backslash(p);
    }
    return r;
  }
  /// The command that takes it back, in a guard: apt brings back neither another version nor configuration files by itself. It
  /// must do so from wherever the operation was left; dpkg is repaired before it.
  [[nodiscard]] constexpr packages_resource undo(text_argument command) const {
    if (command.empty()) text_must_not_be_empty("undo");
    if (has_letter(command, '\0')) text_must_not_contain_nul(command);
    auto r = *this;
    r.undo_command = command;
    return r;
  }

  static const family& belongs_to() { return apt_family(); }
  [[nodiscard]] constexpr located where() const { return {names[0].text, names[0].file, names[0].line}; }
  [[nodiscard]] constexpr value_digest value() const {
    value_digest d = wanted_of_each();
    d.add(static_cast<std::uint64_t>(paths));
    for (const auto& n : names) d.add(n.whole);
    for (const auto& p : created) d.add(p);
    return d.add(undo_command);
  }
  constexpr void describe(description& d) const {
    const bool gone = want == package_want::absent || want == package_want::purged;
    for (const auto& n : names) {
      if (want != package_want::present && is_lockout_package(n.text)) d.risks_lockout(n.text);
      d.manages(spaces::package, n.text, n.whole, wanted_of_each(), gone ? presence::absent : presence::present);
    }
    if (paths == effects_of_packages::unknown) d.affects_everything();
    for (const auto& p : created) {
      d.affects(spaces::path, p);
      if (begins_with(p, "/etc/apt/"sv)) d.affects(spaces::apt, "sources");
    }
    for (const auto space : {spaces::unit, spaces::user, spaces::group}) d.affects_all(space);
    // what depends on them goes with them
    if (gone) d.affects(spaces::package, "*");
    if (want == package_want::latest) d.reads(spaces::apt, "lists");
    if (undo_command.empty()) d.has_no_way_back();
    else d.is_undone();
    d.needs_root();
    d.needs_platform("debian");
  }
  void probe(const scope&, shell_words& words) const { probe_packages(spec(), words); }
  [[nodiscard]] std::string desired(const scope&) const { return desired_packages(spec()); }
  [[nodiscard]] std::string apply(const scope&) const { return apply_packages(spec()); }
  [[nodiscard]] undo_text undo(const scope& s) const { return undo_packages(spec(), s); }

 private:
  [[nodiscard]] constexpr package_spec spec() const { return {names, want, wanted_version, undo_command}; }
  // two operations that want the same of a package do not conflict, whatever else they name
  [[nodiscard]] constexpr value_digest wanted_of_each() const {
    return value_digest(value_of_type<"package">).add(static_cast<std::uint64_t>(want)).add(wanted_version);
  }
  [[nodiscard]] constexpr fault fault_of_wanting(package_want what) const {
    if (want == package_want::present) return {};
    const bool both_say_which = want >= package_want::latest && what >= package_want::latest;
    return {both_say_which ? version_and_latest_exclude_each_other : something_absent_has_no_other_attributes, names[0].text};
  }
  [[nodiscard]] constexpr packages_resource wanting(package_want what) const {
    auto r = *this;
    r.want = what;
    return r;
  }
};

struct package_lists_resource {
  const char* file;
  unsigned line;
  std::uint64_t minutes = 24 * 60;

  /// How old the lists may be, in std::chrono's units; rounded up to minutes. Left out: 24 hours.
  template <class Duration>
  requires requires(Duration d) {
    d.count();
    Duration::period::num;
  }
  [[nodiscard]] constexpr package_lists_resource max_age(Duration age) const {
    if (!(age.count() > 0)) duration_must_be_longer_than_zero("max_age");
    const auto seconds = static_cast<double>(age.count()) * Duration::period::num / Duration::period::den;
    auto r = *this;
    r.minutes = static_cast<std::uint64_t>(seconds / 60);
    if (static_cast<double>(r.minutes) * 60 < seconds) ++r.minutes;
    return r;
  }

  static const family& belongs_to() { return apt_family(); }
  [[nodiscard]] constexpr located where() const { return {"apt::update", file, line}; }
  [[nodiscard]] constexpr value_digest value() const { return value_digest(value_of_type<"package lists">).add(minutes); }
  constexpr void describe(description& d) const {
    d.reads(spaces::apt, "sources");
    d.affects(spaces::apt, "lists");
    d.needs_root();
    d.needs_platform("debian");
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;
};

}  // namespace resources

namespace apt {
/// Packages that are installed, in whatever version; all of an operation's are installed at once. A lock that
/// another program holds is waited for, at most five minutes. Nothing is asked: configuration files changed
/// by hand stay, new ones are taken. Needs root.
template <std::convertible_to<std::string_view>... More>
[[nodiscard]] constexpr resources::packages_resource<1 + sizeof...(More), 0> packages(resources::package_name first,
                                                                                      const More&... more) {
  return {{first, resources::package_name(more)...}};
}

/// The lists of packages: fetched again when they are older than 24 hours (`.max_age(1h)`) or than the files
/// that say where packages come from. A list that cannot be fetched is a failure. Needs root.
[[nodiscard]] constexpr resources::package_lists_resource update(const char* file = __builtin_FILE(),
                                                                 unsigned line = __builtin_LINE()) {
  return {file, line};
}
}  // namespace apt

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/apt.ipp>
#endif
