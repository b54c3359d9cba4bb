#pragma once

#include <slipway/resources/line.hpp>

namespace slipway::resources {

SLIPWAY_DECL void line_resource::probe(const scope&, shell_words& words) const {
  words.add(gone ? "line-absent" : "line").add(path.text).add(text).add(expression);
}

SLIPWAY_DECL std::string line_resource::desired(const scope&) const { return gone ? "absent" : "present"; }

SLIPWAY_DECL std::string line_resource::apply(const scope& s) const {
  shell_words words;
  probe(s, words);
  return "write_text \"$step\" " + words.text();
}

SLIPWAY_DECL undo_text line_resource::undo(const scope&) const {
  if (gone) return {{}, "where a removed line stood is not known any more"};
  const auto words = shell_words().add("line-absent").add(path.text).add(text).add("");
  return {"write_text \"$step\" " + words.text(), {}, prior::is_lost, words.text(), "absent"};
}

}  // namespace slipway::resources
