// Regular files: content, owner, mode, or their absence.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/core/mode.hpp>
#include <slipway/core/path.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/model/text_template.hpp>
#include <slipway/resources/path.hpp>
#include <slipway/resources/path_effects.hpp>

namespace slipway {
namespace resources {

enum class content_kind : unsigned char { unmanaged, literal, from_template, local_file, template_file };

/// All that a file operation says; the run time works from this.
struct file_spec {
  host_path path;
  content_kind kind{};
  std::string_view text{};  // the content, the template, or the path of a local file with either
  file_mode mode{};
  std::string_view owner{}, group{};
  bool gone = false, follow = false;
};

SLIPWAY_DECL void probe_file(const file_spec&, const scope&, shell_words&);
[[nodiscard]] SLIPWAY_DECL std::string desired_file(const file_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL std::string apply_file(const file_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL std::optional<content> file_content(const file_spec&, const scope&);

template <std::size_t Lets>
struct file_resource {
  file_spec spec;
  std::array<let_value, Lets> lets{};

  /// Exactly these bytes.
  [[nodiscard]] constexpr file_resource<0> content(text_argument text) const {
    if (spec.gone) something_absent_has_no_other_attributes(spec.path.text);
    return with_content(content_kind::literal, text);
  }
  /// A text whose `{{holes}}` are filled from the lets given here, then from the machine's data, then outwards.
  template <std::same_as<let_value>... L>
  [[nodiscard]] constexpr file_resource<sizeof...(L)> from_template(text_argument text, const L&... own) const {
    if (spec.gone) something_absent_has_no_other_attributes(spec.path.text);
    if (const auto wrong = fault_in_template(text)) wrong.says(wrong.text);
    return {with_content(content_kind::from_template, text).spec, {own...}};
  }
  /// The same, of a text in a file on the machine that runs the program; relative paths start at its current folder. It is read
  /// and checked before any host is contacted.
  template <std::same_as<let_value>... L>
  [[nodiscard]] constexpr file_resource<sizeof...(L)> from_template_file(text_argument local_file, const L&... own) const {
    if (spec.gone) something_absent_has_no_other_attributes(spec.path.text);
    if (local_file.empty()) name_must_not_be_empty(local_file);
    return {with_content(content_kind::template_file, local_file).spec, {own...}};
  }
  /// The bytes of a file on the machine that runs the program; relative paths start at its current folder. It is read
  /// before any host is contacted; over 1 MiB it is streamed and never held in memory.
  [[nodiscard]] constexpr file_resource<0> source(text_argument local_file) const {
    if (spec.gone) something_absent_has_no_other_attributes(spec.path.text);
    if (local_file.empty()) name_must_not_be_empty(local_file);
    return with_content(content_kind::local_file, local_file);
  }
  /// Three or four octal digits. Left out: 0644 for a new file, and an existing one keeps its own.
  [[nodiscard]] constexpr file_resource mode(file_mode digits) const {
    auto r = *this;
    r.spec.mode = digits;
    return r;
  }
  /// Names or numbers. Left out: the user who deploys for a new file, and an existing one keeps its own.
  [[nodiscard]] constexpr file_resource owner(text_argument user, text_argument group = {}) const {
    auto r = *this;
    r.spec.owner = user;
    r.spec.group = group;
    return r;
  }
  /// A link at this path is followed; without it, a link is refused.
  [[nodiscard]] constexpr file_resource follow() const {
    auto r = *this;
    r.spec.follow = true;
    return r;
  }
  /// There is no such file; only a regular file is ever removed.
  [[nodiscard]] constexpr file_resource absent() const {
    if (spec.kind != content_kind::unmanaged || spec.mode.given || !spec.owner.empty())
      something_absent_has_no_other_attributes(spec.path.text);
    auto r = *this;
    r.spec.gone = true;
    return r;
  }

  static const family& belongs_to() { return path_family(); }
  [[nodiscard]] constexpr located where() const { return {spec.path.text, spec.path.file, spec.path.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = value_of_type<"file">;
    d.add(spec.path.whole).add(spec.text).add(spec.owner).add(spec.group);
    d.add(spec.mode.number() * 32 + static_cast<unsigned>(spec.kind) * 4 + spec.gone * 2u + spec.follow);
    for (const auto& let : lets)
      d.add(let.hole).add(let.text).add(static_cast<std::uint64_t>(let.number)).add(let.fact.name).add(let.fact.about);
    return d;
  }
  constexpr void describe(description& d) const {
    d.manages(spaces::path, spec.path.text, spec.path.whole, spec.gone ? presence::absent : presence::present);
    describe_path(d, spec.path, spec.gone ? presence::absent : presence::present);
    describe_owner(d, spec.owner, spec.group);
    if (spec.kind == content_kind::from_template) d.text(spec.text, lets);
    if (spec.kind == content_kind::template_file) d.text_in_local_file(spec.text, lets);
    if (!spec.mode.given || (spec.mode.bits & 07u) != 0) d.exposes_text();  // a new file without a mode is 0644
    if (spec.kind == content_kind::local_file) d.source(spec.text);
  }
  void probe(const scope& s, shell_words& w) const { probe_file(spec, s, w); }
  [[nodiscard]] std::string desired(const scope& s) const { return desired_file(spec, s); }
  [[nodiscard]] std::string apply(const scope& s) const { return apply_file(spec, s); }
  [[nodiscard]] undo_text undo(const scope&) const;
  [[nodiscard]] std::optional<slipway::content> body(const scope& s) const { return file_content(spec, s); }

 private:
  [[nodiscard]] constexpr file_resource<0> with_content(content_kind kind, std::string_view text) const {
    file_resource<0> r{spec};
    r.spec.kind = kind;
    r.spec.text = text;
    return r;
  }
};

[[nodiscard]] SLIPWAY_DECL undo_text undo_file(const file_spec&);

template <std::size_t Lets>
undo_text file_resource<Lets>::undo(const scope&) const {
  return undo_file(spec);
}

}  // namespace resources

namespace files {
/// A regular file on the host.
[[nodiscard]] constexpr resources::file_resource<0> file(host_path path) { return {{path}}; }
}  // namespace files

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/file.ipp>
#endif
