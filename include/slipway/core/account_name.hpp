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
      : located(text_of(name), in_file, at_line) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const char *const begin = text.data(), *end = begin + text.size();
    if (begin != end && end[-1] == '$') --end;
    if (begin == end || text.size() > 32 || !is_letter(*begin)) user_or_group_name_is_not_valid(text);
    for (const char* c = begin; c != end; ++c)
      if (!is_letter(*c) && !(*c >= '0' && *c <= '9') && *c != '-') user_or_group_name_is_not_valid(text);
  }
};

}  // namespace slipway
