#pragma once

#include <slipway/resources/group.hpp>

namespace slipway::resources {

SLIPWAY_DECL void group_resource::probe(const scope&, shell_words& words) const {
  words.add("group").add(name.text).add(has_id ? "u" : "").add("");
}

SLIPWAY_DECL std::string group_resource::desired(const scope&) const {
  if (gone) return "absent";
  return has_id ? "group gid=" + std::to_string(id) : "group";
}

SLIPWAY_DECL std::string group_resource::apply(const scope&) const {
  if (gone) return "account_tool groupdel " + shell_words().add(name.text).text();
  shell_words words;
  words.add(name.text).add(has_id ? "u" : "").add(has_id ? std::to_string(id) : "");
  words.add(is_system ? "system" : "normal");
  return "set_group \"$step\" " + words.text();
}

SLIPWAY_DECL undo_text group_resource::undo(const scope&) const {
  if (gone) return {{}, "who was in a removed group is not known any more"};
  return {"remove_account group " + shell_words().add(name.text).text(),
          {},
          prior::stays,
          shell_words().add("group").add(name.text).add("").add("").text(),
          "absent"};
}

}  // namespace slipway::resources
