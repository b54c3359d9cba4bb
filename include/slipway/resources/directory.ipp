#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/resources/attributes.hpp>
#include <slipway/resources/directory.hpp>

namespace slipway::resources {

SLIPWAY_DECL void directory_resource::probe(const scope&, shell_words& words) const {
  words.add("d").add(detail::attributes(permissions, user, group)).add(path.text).add(0).add("");
}

SLIPWAY_DECL std::string directory_resource::desired(const scope&) const {
  return gone ? "absent" : "directory" + detail::attribute_state(permissions, user, group);
}

SLIPWAY_DECL std::string directory_resource::apply(const scope&) const {
  if (gone) return "remove_directory " + shell_quote(path.text);
  shell_words words;
  words.add(path.text).add(permissions.given ? detail::octal(permissions.bits) : "").add(user).add(group);
  return "make_directory " + words.text();
}

SLIPWAY_DECL undo_text directory_resource::undo(const scope&) const {
  if (gone) return {{}, "what a removed folder held is not known any more"};
  return {"remove_empty_directory " + shell_quote(path.text),
          {},
          prior::stays,
          shell_words().add("d").add("").add(path.text).add(0).add("").text(),
          "absent"};
}

}  // namespace slipway::resources
