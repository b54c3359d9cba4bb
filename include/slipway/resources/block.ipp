#pragma once

#include <slipway/core/sha256.hpp>
#include <slipway/model/filled_text.hpp>
#include <slipway/resources/block.hpp>

namespace slipway::resources {
namespace detail {

/// Phase one cannot compare with a text that holds facts: it answers with a digest.
inline bool is_told_by_digest(const block_spec& b, const scope& s) {
  return !b.gone && b.kind == content_kind::from_template && needs_facts(b.text, s);
}

/// The lines between the markers; nothing as long as facts that they hold are not known.
inline std::string block_lines(const block_spec& b, const scope& s) {
  if (b.gone || (!s.knows_facts && is_told_by_digest(b, s))) return {};
  auto lines = b.kind == content_kind::from_template ? fill(b.text, s) : std::string(b.text);
  if (!lines.empty() && lines.back() != '\n') lines += '\n';
  return lines;
}

inline void add_block(shell_words& words, std::string_view kind, const block_spec& b, std::string_view lines) {
  words.add(kind).add(b.path.text).add(lines).add(std::string(b.sign) + "\n" + std::string(b.name));
}

inline std::string write_block(std::string_view kind, const block_spec& b, std::string_view lines) {
  shell_words words;
  add_block(words, kind, b, lines);
  return "write_text \"$step\" " + words.text();
}

}  // namespace detail

SLIPWAY_DECL void probe_block(const block_spec& b, const scope& s, shell_words& words) {
  const auto kind = b.gone ? "block-absent" : detail::is_told_by_digest(b, s) ? "block-digest" : "block";
  detail::add_block(words, kind, b, detail::block_lines(b, s));
}

SLIPWAY_DECL std::string desired_block(const block_spec& b, const scope& s) {
  if (b.gone) return "absent";
  return detail::is_told_by_digest(b, s) ? "present sha256=" + sha256(detail::block_lines(b, s)) : "present";
}

SLIPWAY_DECL std::string apply_block(const block_spec& b, const scope& s) {
  return detail::write_block(b.gone ? "block-absent" : "block", b, detail::block_lines(b, s));
}

SLIPWAY_DECL undo_text undo_block(const block_spec& b) {
  if (b.gone) return {{}, "what a removed block held is not known any more"};
  shell_words words;
  detail::add_block(words, "block-absent", b, {});
  return {detail::write_block("block-absent", b, {}), {}, prior::is_lost, words.text(), "absent"};
}

}  // namespace slipway::resources
