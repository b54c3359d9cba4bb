// A secret fills a text that others may read on the host.
#pragma once

#include <string_view>

#include <slipway/check/finding.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/text_template.hpp>

namespace slipway::rules {

constexpr bool holds_secret(table_view<let_value> lets) {
  for (const auto& l : lets)
    if (l.kind == let_kind::secret) return true;
  return false;
}

/// Secrets beside the text.
constexpr void find_exposed_secrets(const row& r, findings& found) {
  if (!r.exposes_text) return;
  for (const auto& l : r.lets)
    if (l.kind == let_kind::secret) found.add({mistake::exposed_secret, {culprit(r), culprit(l.text)}});
}

/// Secrets of the machine's data, by holes that nothing beside the text fills. A text in a local file is looked at when it is read.
constexpr void find_exposed_secrets(const row& r, table_view<let_value> data, findings& found) {
  if (!r.exposes_text || r.text_is_local_file) return;
  for (auto hole = next_hole(r.text, 0); hole.open != std::string_view::npos; hole = next_hole(r.text, hole.close + 2)) {
    const auto name = hole.name(r.text);
    const auto* let = find_let(r.lets, name) == nullptr ? find_let(data, name) : nullptr;
    if (let != nullptr && let->kind == let_kind::secret) found.add({mistake::exposed_secret, {culprit(r), culprit(let->text)}});
  }
}

}  // namespace slipway::rules
