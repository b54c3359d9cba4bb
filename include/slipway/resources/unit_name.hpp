// Names of systemd's units, checked where they are written.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/wrong.hpp>

namespace slipway::resources {

using namespace std::string_view_literals;

inline constexpr std::string_view unit_types[]{"service"sv, "socket"sv, "device"sv, "mount"sv, "automount"sv, "swap"sv,
                                               "target"sv,  "path"sv,   "timer"sv,  "slice"sv, "scope"sv};

constexpr bool has_unit_type(const std::string_view& name) {
  const auto dot = rfind_letter(name, '.');
  return dot != std::string_view::npos && is_one_of(name.substr(dot + 1), unit_types);
}

/// How claims name a unit: a service without its suffix, so that `nginx` and `nginx.service` are one.
constexpr std::string_view unit_key(const std::string_view& name) {
  const auto dot = rfind_letter(name, '.');
  if (dot == std::string_view::npos || dot == 0 || !same_text(name.substr(dot), ".service"sv)) return name;
  const auto bare = name.substr(0, dot);
  return has_unit_type(bare) ? name : bare;
}

constexpr fault fault_in_unit_name(const std::string_view& name) {
  const auto is_valid = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '_' ||
           c == '.' || c == '\\' || c == '@';
  };
  const bool is_typed = has_unit_type(name);
  const auto prefix = is_typed ? name.substr(0, rfind_letter(name, '.')) : name;
  if (prefix.empty() || prefix[0] == '@' || name.size() + (is_typed ? 0 : 8) > 255) return {unit_name_is_not_valid, name};
  for (const char *c = prefix.data(), *end = c + prefix.size(); c != end; ++c)
    if (!is_valid(*c)) return {unit_name_is_not_valid, name};
  if (prefix.back() == '@' && !has_letter(prefix.substr(0, prefix.size() - 1), '@'))
    return {template_unit_needs_an_instance, name};
  return {};
}

/// A name as in systemd.unit(5); without a type it is a service.
struct unit_name {
  std::string_view key;
  const char* file;
  unsigned line;
  digest whole{};

  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr unit_name(const Text& name, const char* in_file = __builtin_FILE(), unsigned at_line = __builtin_LINE())
      : key(text_of(name)), file(in_file), line(at_line) {
    if (const auto wrong = fault_in_unit_name(key)) wrong.says(wrong.text);
    key = unit_key(key);
    whole = digest(key);
  }

  /// As systemd knows it.
  [[nodiscard]] std::string full() const { return std::string(key) + (has_unit_type(key) ? "" : ".service"); }
};

}  // namespace slipway::resources
