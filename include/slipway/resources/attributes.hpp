// Owner and mode of files and folders, as probes ask for them and as states and commands say them.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include <slipway/core/mode.hpp>

namespace slipway::resources::detail {

inline bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

inline std::string octal(unsigned bits) {
  char digits[8];
  std::snprintf(digits, sizeof digits, "%04o", bits & 07777u);
  return digits;
}

// the attributes that an operation asks for, as the probe of paths wants them
inline std::string attributes(const file_mode& mode, std::string_view owner, std::string_view group) {
  std::string wanted;
  if (mode.given) wanted += 'm';
  if (!owner.empty()) wanted += is_number(owner) ? 'O' : 'o';
  if (!group.empty()) wanted += is_number(group) ? 'G' : 'g';
  return wanted;
}

inline std::string attribute_state(const file_mode& mode, std::string_view owner, std::string_view group) {
  std::string state;
  if (mode.given) state += " mode=" + octal(mode.bits);
  if (!owner.empty()) state += " owner=" + std::string(owner);
  if (!group.empty()) state += " group=" + std::string(group);
  return state;
}

// the umask that makes the mode of a new file, or 077 where only chmod can
inline std::string umask_for(const file_mode& mode) {
  if (!mode.given) return "022";
  return (mode.bits & ~0666u) != 0 || (mode.bits & 0600u) != 0600u ? "077" : octal(~mode.bits & 0666u);
}

}  // namespace slipway::resources::detail
