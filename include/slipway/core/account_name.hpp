// Names of users and groups, checked where they are written.
#pragma once

#include <string_view>
#include <type_traits>

#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>

namespace slipway {

/// By useradd's own rule.
struct account_name : located {
  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr account_name(const Text& name, const char* in_file = __builtin_FILE(), unsigned at_line = __builtin_LINE())
      : located(std::string_view(name), in_file, at_line) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto stem = text.ends_with('$') ? text.substr(0, text.size() - 1) : text;
    if (stem.empty() || text.size() > 32 || !is_letter(stem[0])) user_or_group_name_is_not_valid(text);
    for (char c : stem)
      if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-') user_or_group_name_is_not_valid(text);
  }
};

}  // namespace slipway
