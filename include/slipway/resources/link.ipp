#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/model/state_text.hpp>
#include <slipway/resources/link.hpp>

namespace slipway::resources {

SLIPWAY_DECL void link_resource::probe(const scope&, shell_words& words) const {
  words.add("l").add(gone ? "" : "t").add(path.text).add(0).add("");
}

SLIPWAY_DECL std::string link_resource::desired(const scope&) const { return gone ? "absent" : "link to " + state_text(target); }

SLIPWAY_DECL std::string link_resource::apply(const scope&) const {
  if (gone) return "remove_link " + shell_quote(path.text);
  return "make_link " + shell_words().add(path.text).add(target).text();
}

SLIPWAY_DECL undo_text link_resource::undo(const scope&) const {
  if (gone) return {{}, "where a removed link led is not known any more"};
  return {"remove_link " + shell_quote(path.text),
          {},
          prior::is_lost,
          shell_words().add("l").add("").add(path.text).add(0).add("").text(),
          "absent"};
}

}  // namespace slipway::resources
