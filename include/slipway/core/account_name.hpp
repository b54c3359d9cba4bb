// Names of users and groups, checked where they are written.
#pragma once

#include <string_view>

#include <slipway/core/wrong.hpp>

namespace slipway {

/// useradd's own rule.
constexpr std::string_view account_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto stem = name.ends_with('$') ? name.substr(0, name.size() - 1) : name;
  if (stem.empty() || name.size() > 32 || !is_letter(stem[0])) user_or_group_name_is_not_valid(name);
  for (char c : stem)
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-') user_or_group_name_is_not_valid(name);
  return name;
}

}  // namespace slipway
