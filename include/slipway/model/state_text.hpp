// A state is one line; this is how any text becomes part of one, here and in the shell (plan/shell.ipp's `state`).
#pragma once

#include <string>
#include <string_view>

namespace slipway {

/// Newlines become `\n` and backslashes `\\`.
[[nodiscard]] inline std::string state_text(std::string_view text) {
  std::string line;
  for (char c : text) {
    if (c == '\n') line += "\\n";
    else if (c == '\\') line += "\\\\";
    else line += c;
  }
  return line;
}

}  // namespace slipway
