// Blocks of lines between two marker lines, in files that others manage too.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include <slipway/core/path.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/model/text_template.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/text.hpp>

namespace slipway {
namespace resources {

/// All that a block operation says; the run time works from this.
struct block_spec {
  host_path path;
  content_kind kind{};
  std::string_view text{};
  std::string_view name = "block", sign = "#";
  bool gone = false;
};

SLIPWAY_DECL void probe_block(const block_spec&, const scope&, shell_words&);
[[nodiscard]] SLIPWAY_DECL std::string desired_block(const block_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL std::string apply_block(const block_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL undo_text undo_block(const block_spec&);

namespace detail {
constexpr fault fault_in_block(std::string_view text) {
  for (std::string_view marker : {"BEGIN slipway ", "END slipway "})
    if (text.find(marker) != std::string_view::npos) return {text_must_not_contain_the_markers_of_a_block, text.substr(0, 40)};
  return fault_in_short_text(text);
}
}  // namespace detail

template <std::size_t Lets>
struct block_resource {
  block_spec spec;
  std::array<let_value, Lets> lets{};

  /// A text whose `{{holes}}` are filled as those of `file(...).from_template(...)`.
  template <std::same_as<let_value>... L>
  [[nodiscard]] constexpr block_resource<sizeof...(L)> from_template(text_argument text, const L&... own) const {
    if (const auto wrong = fault_in_template(text)) wrong.says(wrong.text);
    if (const auto wrong = detail::fault_in_block(text)) wrong.says(wrong.text);
    block_resource<sizeof...(L)> r{spec, {own...}};
    r.spec.kind = content_kind::from_template;
    r.spec.text = text;
    return r;
  }
  /// Tells the blocks of one file apart; without a name it is "block".
  [[nodiscard]] constexpr block_resource named(text_argument name) const {
    if (const auto wrong = detail::fault_in_line(name)) wrong.says(wrong.text);
    auto r = *this;
    r.spec.name = name;
    return r;
  }
  /// What begins a comment in this file; without it, "#".
  [[nodiscard]] constexpr block_resource comment(text_argument sign) const {
    if (const auto wrong = detail::fault_in_line(sign)) wrong.says(wrong.text);
    auto r = *this;
    r.spec.sign = sign;
    return r;
  }
  /// Neither the block nor its markers are there.
  [[nodiscard]] constexpr block_resource absent() const {
    auto r = *this;
    r.spec.gone = true;
    return r;
  }

  [[nodiscard]] constexpr fault missing() const {
    if (spec.kind == content_kind::unmanaged && !spec.gone) return {block_needs_text_or_absent, spec.path.text};
    return {};
  }

  static const family& belongs_to() { return text_family(); }
  [[nodiscard]] constexpr located where() const { return {spec.path.text, spec.path.file, spec.path.line}; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = value_of_type<"block">;
    d.add(spec.path.whole).add(spec.text).add(spec.name).add(spec.sign).add(static_cast<unsigned>(spec.kind) * 2 + spec.gone);
    for (const auto& let : lets)
      d.add(let.hole).add(let.text).add(static_cast<std::uint64_t>(let.number)).add(let.fact.name).add(let.fact.about);
    return d;
  }
  constexpr void describe(description& d) const {
    d.manages_part(spaces::path, spec.path.text, spec.path.whole, spec.name);
    describe_path(d, spec.path, presence::unknown);
    if (spec.kind == content_kind::from_template && !spec.gone) d.text(spec.text, lets);
    d.exposes_text();  // a new file is 0644, and nobody knows of an old one
  }
  void probe(const scope& s, shell_words& w) const { probe_block(spec, s, w); }
  [[nodiscard]] std::string desired(const scope& s) const { return desired_block(spec, s); }
  [[nodiscard]] std::string apply(const scope& s) const { return apply_block(spec, s); }
  [[nodiscard]] undo_text undo(const scope&) const { return undo_block(spec); }
};

}  // namespace resources

namespace files {
/// Lines between `# BEGIN slipway NAME` and `# END slipway NAME`, which are slipway's alone: appended, later
/// replaced where they stand. A file that does not exist is made with mode 0644; an existing one keeps its
/// owner and mode. Only regular files: a link is refused. A marker without the other is refused too.
[[nodiscard]] constexpr resources::block_resource<0> block(host_path path, text_argument text) {
  if (const auto wrong = resources::detail::fault_in_block(text)) wrong.says(wrong.text);
  return {{path, resources::content_kind::literal, text}};
}
/// `.from_template(...)` or `.absent()`.
[[nodiscard]] constexpr resources::block_resource<0> block(host_path path) { return {{path}}; }
}  // namespace files

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/block.ipp>
#endif
